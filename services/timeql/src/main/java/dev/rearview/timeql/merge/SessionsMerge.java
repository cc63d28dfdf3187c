package dev.rearview.timeql.merge;

import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.Values;
import dev.rearview.engine.session.Session;
import dev.rearview.engine.session.SessionGrouper;
import dev.rearview.engine.session.SessionLimits;
import dev.rearview.timeql.answer.RowSink;
import dev.rearview.timeql.plan.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sessions over the ordered merge. */
final class SessionsMerge {
  private static final Field KEY = Field.column("session key");

  private final Plan.Sessions plan;
  private final List<? extends NodeAnswer> answers;

  SessionsMerge(Plan.Sessions plan, List<? extends NodeAnswer> answers) {
    this.plan = plan;
    this.answers = answers;
  }

  Outcome run(RowSink sink) {
    SessionGrouper grouper =
        new SessionGrouper(
            new Expression.FieldValue(KEY),
            new SessionLimits(
                plan.gap(),
                plan.range().fromNanos(),
                plan.range().toNanos(),
                SessionLimits.DEFAULT_MAX_SESSIONS));
    boolean union = plan.fragments().size() > 1;
    OrderedRows rows = new OrderedRows(answers, union ? plan.inputs().size() - 1 : -1, false);
    for (Carried row = rows.next(); row != null; row = rows.next()) {
      grouper.accept(row.named(plan.inputs()).put(KEY.name(), key(row)).build());
    }
    Giving giving = new Giving(sink, plan.limit(), plan.limitIsAsked());
    List<LogRecord> sessions = new ArrayList<>();
    for (Session session : grouper.finish()) {
      LogRecord row = session.toRecord();
      if (plan.having() == null || plan.having().holds(row)) {
        sessions.add(row);
      }
    }
    sessions.sort(order());
    for (LogRecord session : sessions) {
      if (!giving.match(values(session))) {
        break;
      }
    }
    giving.bounds(rows.boundsHit());
    giving.bounds(grouper.boundsHit());
    if (grouper.withoutTime() > 0) {
      giving.warnings(
          List.of(
              "%,d records with a key have no time and belong to no session"
                  .formatted(grouper.withoutTime())));
    }
    return giving.outcome();
  }

  /** The value of BY; of several, their list. */
  private @Nullable Object key(Carried row) {
    if (plan.by().size() == 1) {
      return row.row().values().get(plan.inputs().indexOf(plan.by().getFirst()));
    }
    List<String> parts = new ArrayList<>();
    for (String name : plan.by()) {
      Object value = row.row().values().get(plan.inputs().indexOf(name));
      if (value == null) {
        return null;
      }
      parts.add(Values.text(value));
    }
    return parts;
  }

  private Comparator<LogRecord> order() {
    Comparator<LogRecord> order = (a, b) -> 0;
    for (Plan.ComputedSort sort : plan.orderBy()) {
      Comparator<@Nullable Object> values = Values.order(sort.descending());
      order =
          order.thenComparing(
              (a, b) -> values.compare(sort.expression().value(a), sort.expression().value(b)));
    }
    return order;
  }

  private static Map<String, @Nullable Object> values(LogRecord session) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (String column : Plan.Sessions.COLUMNS) {
      values.put(column, session.get(Field.column(column)));
    }
    return values;
  }
}

package dev.rearview.timeql.merge;

import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.record.Amount;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.Values;
import dev.rearview.engine.session.Session;
import dev.rearview.engine.session.SessionGrouper;
import dev.rearview.engine.session.SessionLimits;
import dev.rearview.timeql.answer.RowSink;
import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.plan.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sessions of all nodes: of what each grouped itself, or of rows. No order of time is needed. */
final class SessionsMerge {
  private static final Field KEY = Field.column("session key");

  private static final Map<String, Field> COLUMNS = new LinkedHashMap<>();

  static {
    Plan.Sessions.COLUMNS.forEach(column -> COLUMNS.put(column, Field.column(column)));
  }

  private final Plan.Sessions plan;
  private final List<? extends NodeAnswer> answers;
  private final SessionGrouper grouper;

  SessionsMerge(Plan.Sessions plan, List<? extends NodeAnswer> answers) {
    this.plan = plan;
    this.answers = answers;
    this.grouper =
        new SessionGrouper(
            new Expression.FieldValue(KEY),
            new SessionLimits(
                plan.gap(),
                plan.range().fromNanos(),
                plan.range().toNanos(),
                SessionLimits.DEFAULT_MAX_SESSIONS));
  }

  Outcome run(RowSink sink) {
    Giving giving = new Giving(sink, plan.limit(), plan.limitIsAsked());
    if (plan.partial()) {
      answers.forEach(this::takeGroups);
    } else {
      takeRows(giving);
    }
    give(giving);
    giving.bounds(grouper.boundsHit());
    if (grouper.withoutTime() > 0) {
      giving.warnings(
          List.of(
              "%s to no session"
                  .formatted(
                      Amount.of(
                          grouper.withoutTime(),
                          "record with a key has no time and belongs",
                          "records with a key have no time and belong"))));
    }
    return giving.outcome();
  }

  /** In the order of their beginnings none needs to be held as a row; in another all must be. */
  private void give(Giving giving) {
    List<LogRecord> held = new ArrayList<>();
    for (Session session : grouper.finish()) {
      LogRecord row = session.toRecord();
      if (plan.having() != null && !plan.having().holds(row)) {
        continue;
      }
      if (!plan.orderBy().isEmpty()) {
        held.add(row);
      } else if (!giving.match(values(row))) {
        return;
      }
    }
    held.sort(order());
    for (LogRecord row : held) {
      if (!giving.match(values(row))) {
        return;
      }
    }
  }

  private void takeGroups(NodeAnswer answer) {
    List<String> sent = plan.by().stream().distinct().toList();
    for (PartialGroup g = answer.nextGroup(); g != null; g = answer.nextGroup()) {
      List<@Nullable Object> values = new ArrayList<>();
      for (String name : plan.by()) {
        values.add(g.keys().get(sent.indexOf(name)));
      }
      Object key = key(values);
      if (key != null) {
        grouper.merge(key, g.states().getFirst(), answer.node());
      }
    }
  }

  private void takeRows(Giving giving) {
    OnceById once = new OnceById(plan.inputs().size() - 1);
    for (int i = 0; i < answers.size(); i++) {
      NodeAnswer answer = answers.get(i);
      for (NodeRow row = answer.next(); row != null; row = answer.next()) {
        if (once.isFirst(row)) {
          Carried carried = new Carried(answer.node(), i, row);
          grouper.accept(carried.named(plan.inputs()).put(KEY.name(), key(carried)).build());
        }
      }
    }
    giving.bounds(once.boundsHit());
  }

  private @Nullable Object key(Carried row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (String name : plan.by()) {
      values.add(row.row().values().get(plan.inputs().indexOf(name)));
    }
    return key(values);
  }

  /** The value of BY; of several, their list. Null where one is NULL. */
  private static @Nullable Object key(List<@Nullable Object> values) {
    if (values.size() == 1) {
      return Values.key(values.getFirst());
    }
    List<String> parts = new ArrayList<>();
    for (Object value : values) {
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
    COLUMNS.forEach((name, column) -> values.put(name, session.get(column)));
    return values;
  }
}

package dev.rearview.timeql.plan;

import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.session.SessionLimits;
import dev.rearview.timeql.plan.Scope.Column;
import dev.rearview.timeql.plan.Setting.Limit;
import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Position;
import dev.rearview.timeql.syntax.Statement;
import dev.rearview.timeql.syntax.Statement.SelectItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans SESSIONS and SESSION. */
final class SessionPlanner {
  /** Where a session's key is looked for. */
  private static final List<String> KEYS = List.of("session_id", "request_id", "trace_id");

  private static final List<String> TIMELINE =
      List.of("ts", "node", "service", "level", "kind", "message", "trace_id", "event_id");

  private SessionPlanner() {}

  static Plan.Sessions sessions(Statement.Sessions s, Request request) {
    Setting setting = Setting.of(request, s.zone());
    List<Source> sources = Sources.resolve(s.from(), Source.of(Source.Kind.LOGS));
    TimeRange range = setting.times().range(s.range());
    Extractions.resolve(s.extract());
    Condition filter = setting.condition(s.where());
    Expr where = filter == null ? null : filter.syntax();
    List<String> by = new ArrayList<>();
    Map<String, Column> columns = Scope.sessionColumns();
    for (Expr.Field field : s.by()) {
      String name = Field.path(field.path()).name();
      by.add(name);
      where = Setting.and(where, Setting.notNull(field));
      columns.put(Shape.of(field), new Column("key", name, Scope.Type.ANY));
    }
    ExprResolver rows =
        new ExprResolver(Scope.ofColumns(setting.times(), columns, "a session's row"));
    Limit limit = setting.limit(s.limit(), "LIMIT");
    Duration gap = s.gap() == null ? SessionLimits.DEFAULT_GAP : Literals.duration(s.gap(), "GAP");
    boolean partial = sources.size() == 1;
    List<String> inputs = partial ? List.of() : inputs(by);
    NodeSelect node = partial ? grouped(by, gap) : new NodeSelect();
    inputs.forEach(node::field);
    return new Plan.Sessions(
        node.extract(s.extract()).where(where).range(range).fragments(setting, sources),
        partial,
        inputs,
        by,
        gap,
        range,
        s.having() == null ? null : rows.condition(s.having()),
        s.orderBy().stream()
            .map(o -> new Plan.ComputedSort(rows.value(o.expr()), o.descending()))
            .toList(),
        limit.rows(),
        limit.asked());
  }

  /** Each node groups its own records; what it sends needs no order of time. */
  private static NodeSelect grouped(List<String> by, Duration gap) {
    List<Expr> keys = by.stream().distinct().map(name -> (Expr) Setting.field(name)).toList();
    NodeSelect node = new NodeSelect();
    keys.forEach(node::column);
    node.column(Setting.call("sessions", new Expr.Span(Position.NONE, gap.toNanos())));
    return node.groupBy(keys);
  }

  private static List<String> inputs(List<String> by) {
    Set<String> inputs = new LinkedHashSet<>(by);
    inputs.add(Field.SERVICE.name());
    inputs.add(BuiltIn.ERROR_OCCURRED.fieldName());
    inputs.remove(Field.EVENT_ID.name());
    inputs.add(Field.EVENT_ID.name());
    return List.copyOf(inputs);
  }

  static Plan.Session session(Statement.Session s, Request request) {
    String key = Literals.key(s.key(), "the session's key in '…'");
    List<Expr.Field> by = new ArrayList<>(s.by());
    if (by.isEmpty()) {
      KEYS.forEach(name -> by.add(Setting.field(name)));
    }
    List<Expr> equal = new ArrayList<>();
    for (Expr.Field field : by) {
      equal.add(
          new Expr.Compare(
              field.at(), Expr.Comparison.EQUAL, field, new Expr.Text(s.key().at(), key)));
    }
    Statement.Select select =
        new Statement.Select(
            s.at(),
            TIMELINE.stream()
                .map(name -> (SelectItem) new SelectItem.Column(Setting.field(name), null))
                .toList(),
            s.from().isEmpty()
                ? List.of(new Statement.Source(s.at(), "logs", List.of()))
                : s.from(),
            List.of(),
            equal.size() == 1 ? equal.getFirst() : new Expr.Or(Position.NONE, equal),
            s.range(),
            s.zone(),
            List.of(),
            null,
            List.of(),
            s.limit(),
            null,
            s.context(),
            false);
    List<String> names = by.stream().map(f -> Field.path(f.path()).name()).toList();
    SelectPlanner.PlacedRows rows = new SelectPlanner(select, request).rows(names);
    return new Plan.Session(key, names, rows.places(), rows.plan());
  }
}

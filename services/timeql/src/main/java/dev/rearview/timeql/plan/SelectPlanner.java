package dev.rearview.timeql.plan;

import dev.rearview.engine.context.ContextSize;
import dev.rearview.engine.record.Field;
import dev.rearview.timeql.plan.Setting.Limit;
import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Expr.Literal;
import dev.rearview.timeql.syntax.Printer;
import dev.rearview.timeql.syntax.Rewrite;
import dev.rearview.timeql.syntax.Statement;
import dev.rearview.timeql.syntax.Statement.SelectItem;
import dev.rearview.timeql.syntax.TimeQlException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans a SELECT: rows here, groups in {@link GroupPlanner}. */
final class SelectPlanner {
  private final Statement.Select select;
  private final Setting setting;
  private final List<Source> sources;
  private final TimeRange range;
  private final @Nullable Condition where;
  private final Map<String, Expr> aliases = new LinkedHashMap<>();

  SelectPlanner(Statement.Select select, Request request) {
    this.select = select;
    this.setting = Setting.of(request, select.zone());
    this.sources = Sources.resolve(select.from(), Source.of(Source.Kind.LOGS));
    this.range = range();
    this.where = setting.condition(select.where());
    Extractions.resolve(select.extract());
    for (SelectItem item : select.items()) {
      if (item instanceof SelectItem.Column column && column.alias() != null) {
        aliases.put(Scope.fold(column.alias()), column.expr());
      }
    }
  }

  private TimeRange range() {
    TimeRange asked = setting.times().range(select.range());
    if (!select.follow()) {
      return asked;
    }
    if (asked.hasTo()) {
      throw TimeQlException.meaning(
          select.at(), "FOLLOW with an end of the range", "FOLLOW with SINCE, or without a range");
    }
    return asked.hasFrom()
        ? asked
        : new TimeRange(
            dev.rearview.engine.record.Times.ofMillis(setting.request().nowMs()), asked.toNanos());
  }

  Plan.Scanned plan() {
    boolean grouped = !select.groupBy().isEmpty() || select.having() != null;
    for (SelectItem item : select.items()) {
      grouped |= item instanceof SelectItem.Column column && hasAggregate(column.expr());
    }
    grouped |= select.orderBy().stream().anyMatch(o -> hasAggregate(o.expr()));
    return grouped
        ? new GroupPlanner(select, setting, sources, range, where, aliases).plan()
        : rows(List.of()).plan();
  }

  /** Rows, and where in a node's rows further fields are. */
  record PlacedRows(Plan.Rows plan, List<Integer> places) {}

  PlacedRows rows(List<String> further) {
    checkLimits();
    NodeSelect node = new NodeSelect();
    List<Plan.Output> outputs = outputs(node);
    List<Plan.SortKey> keys = new ArrayList<>();
    List<Statement.OrderItem> nodeOrder = new ArrayList<>();
    for (Statement.OrderItem item : select.orderBy()) {
      Expr expr = resolved(unaliased(item.expr(), aliases));
      keys.add(new Plan.SortKey(node.column(expr), item.descending()));
      nodeOrder.add(new Statement.OrderItem(expr, item.descending()));
    }
    List<Integer> places = further.stream().map(node::field).toList();
    int eventId = sources.size() > 1 ? node.field(Field.EVENT_ID.name()) : -1;
    boolean last = select.last() != null;
    Limit limit = setting.limit(last ? select.last() : select.limit(), last ? "LAST" : "LIMIT");
    boolean endless = select.follow() && !limit.asked();
    node.extract(select.extract())
        .where(where == null ? null : where.syntax())
        .range(range)
        .orderBy(nodeOrder)
        .context(select.context())
        .follow(select.follow());
    if (last) {
      node.last(limit.ofNode());
    } else if (!endless) {
      node.limit(limit.ofNode());
    }
    Plan.Rows plan =
        new Plan.Rows(
            node.fragments(setting, sources),
            outputs,
            keys,
            last,
            endless ? 0 : limit.rows(),
            limit.asked(),
            context(select.context()),
            eventId,
            select.follow());
    return new PlacedRows(plan, places);
  }

  private List<Plan.Output> outputs(NodeSelect node) {
    List<Plan.Output> outputs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (SelectItem item : select.items()) {
      outputs.add(
          switch (item) {
            case SelectItem.Everything e -> new Plan.Output("*", node.everything(), true);
            case SelectItem.Column c ->
                new Plan.Output(unique(names, c), node.column(resolved(c.expr())), false);
          });
    }
    return outputs;
  }

  /** Checks an expression over records and makes its times absolute. */
  private Expr resolved(Expr expr) {
    Expr absolute = new Absolute(setting.records()).expr(expr);
    new ExprResolver(setting.records()).value(absolute);
    return absolute;
  }

  private void checkLimits() {
    if (select.limit() != null && select.last() != null) {
      throw TimeQlException.meaning(
          select.last().at(), "LAST beside LIMIT", "one of them: LIMIT the first, LAST the newest");
    }
    if (!select.orderBy().isEmpty()) {
      Expr at = select.orderBy().getFirst().expr();
      if (select.last() != null) {
        throw TimeQlException.meaning(at.at(), "LAST beside ORDER BY", "LIMIT");
      }
      if (select.follow() || select.context() != null) {
        throw TimeQlException.meaning(
            at.at(),
            "ORDER BY beside " + (select.follow() ? "FOLLOW" : "CONTEXT"),
            "the order of time");
      }
    }
    if (select.follow() && select.last() != null) {
      throw TimeQlException.meaning(select.last().at(), "LAST beside FOLLOW", "LIMIT");
    }
  }

  static String unique(Set<String> names, SelectItem.Column column) {
    String name = column.alias() != null ? column.alias() : name(column.expr());
    String one = name;
    for (int i = 2; !names.add(one); i++) {
      one = name + "_" + i;
    }
    return one;
  }

  private static String name(Expr expr) {
    return expr instanceof Expr.Field field ? Field.path(field.path()).name() : Printer.print(expr);
  }

  static boolean hasAggregate(Expr expr) {
    boolean[] found = new boolean[1];
    new Rewrite() {
      @Override
      protected Expr replace(Expr e) {
        found[0] |= e instanceof Expr.Call call && Functions.isAggregate(call);
        return e;
      }
    }.expr(expr);
    return found[0];
  }

  /** With the columns' own expressions in place of their aliases. */
  static Expr unaliased(Expr expr, Map<String, Expr> aliases) {
    return new Rewrite() {
      @Override
      protected Expr replace(Expr e) {
        Expr aliased =
            e instanceof Expr.Field field && field.path().size() == 1
                ? aliases.get(Scope.fold(field.name()))
                : null;
        return aliased == null ? e : aliased;
      }
    }.expr(expr);
  }

  static @Nullable ContextSize context(Statement.@Nullable Context context) {
    if (context == null) {
      return null;
    }
    Literal before = context.before();
    Literal after = context.after();
    if (before instanceof Expr.Span span && before.equals(after)) {
      return ContextSize.around(Duration.ofNanos(Literals.span(span, "CONTEXT")));
    }
    return ContextSize.records(lines(before), lines(after));
  }

  private static int lines(@Nullable Literal count) {
    if (count instanceof Expr.Span) {
      throw TimeQlException.meaning(
          count.at(),
          "CONTEXT " + Literals.shown(count) + " on one side",
          "CONTEXT 30 seconds on both sides, or counts: CONTEXT 5 BEFORE 10 AFTER");
    }
    return count == null ? 0 : Literals.count(count, "CONTEXT", 0, ContextSize.MAX_RECORDS);
  }
}

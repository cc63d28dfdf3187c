package dev.rearview.timeql.plan;

import dev.rearview.engine.aggregate.Aggregate;
import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.record.Field;
import dev.rearview.timeql.plan.Scope.Column;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans a SELECT with groups: keys and aggregates on the nodes, the rest over the groups. */
final class GroupPlanner {
  private final Statement.Select select;
  private final Setting setting;
  private final List<Source> sources;
  private final TimeRange range;
  private final @Nullable Condition where;
  private final Map<String, Expr> aliases;
  private final List<Expr> keys = new ArrayList<>();
  private final Map<String, Expr.Call> aggregates = new LinkedHashMap<>();
  private final Map<String, Column> columns = new LinkedHashMap<>();

  GroupPlanner(
      Statement.Select select,
      Setting setting,
      List<Source> sources,
      TimeRange range,
      @Nullable Condition where,
      Map<String, Expr> aliases) {
    this.select = select;
    this.setting = setting;
    this.sources = sources;
    this.range = range;
    this.where = where;
    this.aliases = aliases;
  }

  Plan.Groups plan() {
    refuseWhatGroupsLack();
    Set<String> shapes = new HashSet<>();
    for (Expr written : select.groupBy()) {
      Expr key = key(written);
      if (shapes.add(Shape.of(key))) {
        keys.add(key);
      }
    }
    List<SelectItem.Column> items = new ArrayList<>();
    for (SelectItem item : select.items()) {
      items.add((SelectItem.Column) item);
    }
    items.forEach(item -> collect(item.expr()));
    Expr having =
        select.having() == null ? null : SelectPlanner.unaliased(select.having(), aliases);
    if (having != null) {
      collect(having);
    }
    List<Statement.OrderItem> order =
        select.orderBy().stream()
            .map(o ->
                new Statement.OrderItem(SelectPlanner.unaliased(o.expr(), aliases), o.descending()))
            .toList();
    order.forEach(item -> collect(item.expr()));
    return plan(items, having, order);
  }

  private Plan.Groups plan(
      List<SelectItem.Column> items, @Nullable Expr having, List<Statement.OrderItem> order) {
    ExprResolver records = new ExprResolver(setting.records());
    List<Expression> keyExpressions = keys.stream().map(records::value).toList();
    Duration over = rateSpan();
    List<Aggregate> resolved =
        aggregates.values().stream()
            .map(a -> Functions.aggregate(a, records, over, range))
            .toList();
    nameColumns();
    ExprResolver groups = new ExprResolver(Scope.ofColumns(setting.times(), columns, "the groups"));
    Set<String> names = new HashSet<>();
    List<Plan.Computed> outputs =
        items.stream()
            .map(item ->
                new Plan.Computed(SelectPlanner.unique(names, item), groups.value(item.expr())))
            .toList();
    Limit limit = setting.limit(select.limit(), "LIMIT");
    List<String> inputs = inputs(keyExpressions, resolved);
    return new Plan.Groups(
        fragments(inputs),
        keyExpressions,
        resolved,
        isPartial(),
        isPartial() ? List.of() : inputs,
        columns.values().stream().map(Column::name).toList(),
        outputs,
        having == null ? null : groups.condition(having),
        order.stream()
            .map(o -> new Plan.ComputedSort(groups.value(o.expr()), o.descending()))
            .toList(),
        limit.rows(),
        limit.asked());
  }

  private void refuseWhatGroupsLack() {
    for (SelectItem item : select.items()) {
      if (item instanceof SelectItem.Everything all) {
        throw TimeQlException.meaning(
            all.at(), "* beside groups", "the keys of GROUP BY and aggregates");
      }
    }
    Literal last = select.last();
    if (last != null) {
      throw TimeQlException.meaning(last.at(), "LAST beside groups", "ORDER BY … LIMIT");
    }
    if (select.context() != null) {
      throw TimeQlException.meaning(
          select.context().at(), "CONTEXT beside groups", "CONTEXT only where rows are asked for");
    }
    if (select.follow()) {
      throw TimeQlException.meaning(
          select.at(), "FOLLOW beside groups", "FOLLOW only where rows are asked for");
    }
  }

  private Expr key(Expr key) {
    Expr expr = SelectPlanner.unaliased(key, aliases);
    if (expr instanceof Expr.Literal || SelectPlanner.hasAggregate(expr)) {
      throw TimeQlException.meaning(
          key.at(), "GROUP BY " + Literals.shown(key), "a field, bucket(…) or template(…)");
    }
    return new Absolute(setting.records()).expr(expr);
  }

  /** Every aggregate of an expression that is not inside another. */
  private void collect(Expr expr) {
    Absolute absolute = new Absolute(setting.records());
    new Rewrite() {
      @Override
      protected Expr replace(Expr e) {
        if (e instanceof Expr.Call call && Functions.isAggregate(call)) {
          aggregates.putIfAbsent(Shape.of(call), (Expr.Call) absolute.expr(call));
        }
        return e;
      }
    }.expr(expr);
  }

  private void nameColumns() {
    LiteralsBeside types = new LiteralsBeside(setting.records());
    for (int i = 0; i < keys.size(); i++) {
      Expr key = keys.get(i);
      columns.putIfAbsent(
          Shape.of(key), new Column("key " + i, Printer.print(key), types.type(key)));
    }
    int i = 0;
    for (Map.Entry<String, Expr.Call> aggregate : aggregates.entrySet()) {
      Expr.Call call = aggregate.getValue();
      columns.put(
          aggregate.getKey(),
          new Column("aggregate " + i++, Printer.print(call), types.type(call)));
    }
  }

  /** What a rate is over: the bucket where there is one, else the range. */
  private @Nullable Duration rateSpan() {
    for (Expr key : keys) {
      if (key instanceof Expr.Call call && Functions.isBucket(call)) {
        return Functions.bucket(call)[0];
      }
    }
    return range.hasFrom() && range.hasTo() && range.toNanos() > range.fromNanos()
        ? Duration.ofNanos(range.toNanos() - range.fromNanos())
        : null;
  }

  private boolean isPartial() {
    return sources.size() == 1;
  }

  private static List<String> inputs(List<Expression> keys, List<Aggregate> aggregates) {
    Set<String> names = new LinkedHashSet<>();
    keys.forEach(key -> key.fields().forEach(field -> names.add(field.name())));
    for (Aggregate aggregate : aggregates) {
      if (aggregate.argument() != null) {
        aggregate.argument().fields().forEach(field -> names.add(field.name()));
      }
    }
    names.remove(Field.EVENT_ID.name());
    names.add(Field.EVENT_ID.name());
    return List.copyOf(names);
  }

  private List<Fragment> fragments(List<String> inputs) {
    NodeSelect node = new NodeSelect();
    if (isPartial()) {
      keys.forEach(node::column);
      aggregates.values().forEach(node::column);
      node.groupBy(keys);
    } else {
      inputs.forEach(node::field);
    }
    return node.extract(select.extract())
        .where(where == null ? null : where.syntax())
        .range(range)
        .fragments(setting, sources);
  }
}

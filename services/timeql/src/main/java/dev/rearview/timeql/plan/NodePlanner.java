package dev.rearview.timeql.plan;

import dev.rearview.engine.aggregate.Aggregate;
import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.record.Field;
import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Expr.Literal;
import dev.rearview.timeql.syntax.Printer;
import dev.rearview.timeql.syntax.Statement;
import dev.rearview.timeql.syntax.Statement.SelectItem;
import dev.rearview.timeql.syntax.TimeQlException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resolves a fragment's SELECT for the node: as it stands, without a merge part. */
final class NodePlanner {
  private final Statement.Select select;
  private final Setting setting;
  private final ExprResolver resolver;
  private final Set<Field> fields = new LinkedHashSet<>();

  NodePlanner(Statement.Select select, Request request) {
    this.select = select;
    this.setting = Setting.of(request, select.zone());
    this.resolver = new ExprResolver(setting.records());
  }

  NodePart plan() {
    List<Source> sources = Sources.resolve(select.from(), Source.of(Source.Kind.LOGS));
    if (sources.size() != 1) {
      throw TimeQlException.meaning(
          select.at(), "a fragment over " + sources.size() + " sources", "one source");
    }
    TimeRange range = setting.times().range(select.range());
    List<String> columns = new ArrayList<>();
    boolean grouped = !select.groupBy().isEmpty();
    for (SelectItem item : select.items()) {
      columns.add(
          switch (item) {
            case SelectItem.Everything e -> "*";
            case SelectItem.Column c -> Printer.print(c.expr());
          });
      grouped |= item instanceof SelectItem.Column c && SelectPlanner.hasAggregate(c.expr());
    }
    Expression where = select.where() == null ? null : resolver.condition(select.where());
    if (where != null) {
      fields.addAll(where.fields());
    }
    List<Extracted> extract = Extractions.resolve(select.extract());
    extract.forEach(e -> fields.add(e.from()));
    List<@Nullable Expression> values = grouped ? null : values();
    NodePart.Grouping grouping = grouped ? grouping(range) : null;
    extract.forEach(e -> e.regex().groupNames().forEach(n -> fields.remove(Field.named(n))));
    boolean inAnyOrder = isInAnyOrder();
    Literal count = select.last() != null ? select.last() : select.limit();
    return new NodePart(
        sources.getFirst(),
        columns,
        values,
        grouping,
        extract,
        where,
        range,
        inAnyOrder ? List.of() : orderBy(columns),
        inAnyOrder,
        count == null ? 0 : Literals.count(count, "LIMIT", 0, Integer.MAX_VALUE),
        select.last() != null,
        SelectPlanner.context(select.context()),
        select.follow(),
        fields);
  }

  private List<@Nullable Expression> values() {
    List<@Nullable Expression> values = new ArrayList<>();
    for (SelectItem item : select.items()) {
      switch (item) {
        case SelectItem.Everything e -> values.add(null);
        case SelectItem.Column c -> {
          Expression value = resolver.value(c.expr());
          fields.addAll(value.fields());
          values.add(value);
        }
      }
    }
    return values;
  }

  private NodePart.Grouping grouping(TimeRange range) {
    List<Expression> keys = new ArrayList<>();
    Duration over =
        range.hasFrom() && range.hasTo() && range.toNanos() > range.fromNanos()
            ? Duration.ofNanos(range.toNanos() - range.fromNanos())
            : null;
    for (Expr key : select.groupBy()) {
      Expression expression = resolver.value(key);
      fields.addAll(expression.fields());
      keys.add(expression);
      over = expression instanceof Expression.Bucket bucket ? bucket.size() : over;
    }
    List<Aggregate> aggregates = new ArrayList<>();
    for (SelectItem item : select.items().subList(keys.size(), select.items().size())) {
      if (!(item instanceof SelectItem.Column c && c.expr() instanceof Expr.Call call)) {
        throw TimeQlException.meaning(
            select.at(), "a fragment with a column that is no aggregate", "keys, then aggregates");
      }
      Aggregate aggregate = Functions.aggregate(call, resolver, over, range);
      if (aggregate.argument() != null) {
        fields.addAll(aggregate.argument().fields());
      }
      aggregates.add(aggregate);
    }
    return new NodePart.Grouping(keys, aggregates);
  }

  private boolean isInAnyOrder() {
    boolean any =
        select.orderBy().size() == 1 && select.orderBy().getFirst().expr() instanceof Expr.Null;
    if (any && (select.limit() != null || select.last() != null || select.context() != null)) {
      throw TimeQlException.meaning(
          select.at(), "ORDER BY NULL with a limit or context", "a fragment of all rows");
    }
    return any;
  }

  private List<Plan.SortKey> orderBy(List<String> columns) {
    List<Plan.SortKey> keys = new ArrayList<>();
    for (Statement.OrderItem item : select.orderBy()) {
      int place = columns.indexOf(Printer.print(item.expr()));
      if (place < 0) {
        throw TimeQlException.meaning(
            item.expr().at(),
            "ORDER BY " + Literals.shown(item.expr()),
            "a column of the fragment");
      }
      keys.add(new Plan.SortKey(place, item.descending()));
    }
    return keys;
  }
}

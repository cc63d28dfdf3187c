package dev.rearview.timeql.plan;

import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.Times;
import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Position;
import dev.rearview.timeql.syntax.Statement;
import dev.rearview.timeql.syntax.Statement.SelectItem;
import dev.rearview.timeql.syntax.TimeQlException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Plans a COMPARE: each measure is asked for twice as groups. A metric is its last value within
 * five minutes before each moment, or its mean over each period, by component; a rate is always a
 * mean; {@code template(x)} and the like are counted; aggregates are computed, by component.
 */
final class ComparePlanner {
  private final Statement.Compare compare;
  private final Request request;
  private final Setting setting;

  ComparePlanner(Statement.Compare compare, Request request) {
    this.compare = compare;
    this.request = request;
    this.setting = Setting.of(request, compare.zone());
  }

  Plan.Compare plan() {
    Long over = compare.over() == null ? null : Literals.span(compare.over(), "OVER") / 1_000_000;
    long before = setting.ms(compare.before());
    long after = setting.ms(compare.after());
    return new Plan.Compare(
        before,
        after,
        over,
        compare.of().stream()
            .map(item ->
                new Plan.Measure(
                    name(item), measure(item, before, over), measure(item, after, over)))
            .toList(),
        setting.condition(compare.where()),
        setting.limit(compare.limit(), "LIMIT").rows());
  }

  private static String name(Expr item) {
    return item instanceof Expr.Field field
        ? Field.path(field.path()).name()
        : Literals.shown(item);
  }

  private Plan.Groups measure(Expr item, long at, @Nullable Long overMs) {
    long begin = overMs == null ? at - Plan.Compare.LOOK_BACK.toMillis() : at;
    long endNanos = overMs == null ? Times.ofMillis(at) : Times.ofMillis(at + overMs) - 1;
    TimeRange range = new TimeRange(Times.ofMillis(begin), endNanos);
    Expr component = Setting.field(Field.COMPONENT.name());
    return switch (item) {
      case Expr.Field metric -> {
        boolean rate = metric.name().toLowerCase(Locale.ROOT).endsWith("rate");
        String function = overMs == null && !rate ? "last" : "avg";
        Expr where = Setting.and(compare.where(), Setting.notNull(metric));
        yield groups("events", component, Setting.call(function, metric), where, range);
      }
      case Expr.Call call when Functions.isAggregate(call) ->
          groups("logs", component, call, compare.where(), range);
      case Expr.Call call -> {
        Expr count = new Expr.Call(Position.NONE, "count", List.of(), true, false, null);
        yield groups("logs", call, count, compare.where(), range);
      }
      default ->
          throw TimeQlException.meaning(
              item.at(), Literals.shown(item), "a metric, an aggregate or template(message)");
    };
  }

  private Plan.Groups groups(
      String source, Expr key, Expr value, @Nullable Expr where, TimeRange range) {
    Statement.Select select =
        new Statement.Select(
            compare.at(),
            List.of(new SelectItem.Column(key, "subject"), new SelectItem.Column(value, "value")),
            List.of(new Statement.Source(compare.at(), source, List.of())),
            List.of(),
            where,
            Setting.written(range),
            compare.zone(),
            List.of(key),
            null,
            List.of(),
            null,
            null,
            null,
            false);
    return (Plan.Groups) new SelectPlanner(select, request).plan();
  }
}

package dev.rearview.timeql.plan;

import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Expr.Literal;
import dev.rearview.timeql.syntax.Nearest;
import dev.rearview.timeql.syntax.Rewrite;
import dev.rearview.timeql.syntax.TimeQlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the request's values in place of the parameters. */
final class Binding extends Rewrite {
  private final Map<String, @Nullable Object> parameters;

  Binding(Map<String, @Nullable Object> parameters) {
    this.parameters = parameters;
  }

  @Override
  protected Literal literal(Literal literal) {
    if (!(literal instanceof Expr.Param param)) {
      return literal;
    }
    Object value = value(param);
    if (value instanceof List<?>) {
      throw TimeQlException.meaning(
          param.at(), "the list :" + param.name(), "one value; a list stands only in IN (…)");
    }
    return Literals.of(param.at(), value);
  }

  @Override
  protected List<Expr> item(Expr item) {
    if (item instanceof Expr.Param param && value(param) instanceof List<?> list) {
      List<Expr> items = new ArrayList<>(list.size());
      list.forEach(value -> items.add(Literals.of(param.at(), value)));
      return items.isEmpty() ? List.of(new Expr.Null(param.at())) : items;
    }
    return super.item(item);
  }

  private @Nullable Object value(Expr.Param param) {
    if (parameters.containsKey(param.name())) {
      return parameters.get(param.name());
    }
    String nearest = Nearest.of(param.name(), parameters.keySet());
    throw new TimeQlException(
        TimeQlException.Code.UNBOUND,
        param.at(),
        "the parameter :" + param.name() + " without a value",
        parameters.isEmpty()
            ? "a value for it in the request's parameters"
            : "one of "
                + String.join(", ", parameters.keySet().stream().map(p -> ":" + p).toList()),
        nearest == null ? null : ":" + nearest);
  }
}

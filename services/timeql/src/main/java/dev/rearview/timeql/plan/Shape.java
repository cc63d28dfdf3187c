package dev.rearview.timeql.plan;

import dev.rearview.engine.record.Field;
import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Position;
import dev.rearview.timeql.syntax.Printer;
import dev.rearview.timeql.syntax.Rewrite;
import java.util.List;
import java.util.Locale;

/** One text for expressions that mean the same: aliases, case and {@code _} do not count. */
final class Shape {
  private Shape() {}

  static String of(Expr expr) {
    return Printer.print(
        new Rewrite() {
          @Override
          protected Expr replace(Expr e) {
            return switch (e) {
              case Expr.Field field ->
                  new Expr.Field(
                      Position.NONE, List.of(Scope.fold(Field.path(field.path()).name())));
              case Expr.Call call ->
                  new Expr.Call(
                      Position.NONE,
                      call.name().toLowerCase(Locale.ROOT),
                      call.arguments(),
                      call.star(),
                      call.distinct(),
                      call.every());
              default -> e;
            };
          }
        }.expr(expr));
  }
}

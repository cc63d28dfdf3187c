package dev.rearview.timeql.plan;

import dev.rearview.engine.pattern.Regex;
import dev.rearview.engine.record.Field;
import dev.rearview.timeql.syntax.Statement;
import dev.rearview.timeql.syntax.TimeQlException;
import java.util.List;

/** What EXTRACT adds, resolved. */
final class Extractions {
  private Extractions() {}

  static List<Extracted> resolve(List<Statement.Extraction> written) {
    return written.stream().map(Extractions::resolve).toList();
  }

  private static Extracted resolve(Statement.Extraction written) {
    Regex regex = ExprResolver.regex(written.pattern());
    if (regex.groupNames().isEmpty()) {
      throw TimeQlException.meaning(
          written.at(),
          Literals.shown(written.pattern()),
          "a pattern with a named group such as (?P<took>\\d+)");
    }
    return new Extracted(Field.path(written.from().path()), regex);
  }
}

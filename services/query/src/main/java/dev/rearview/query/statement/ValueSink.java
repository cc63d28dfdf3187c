package dev.rearview.query.statement;

import dev.rearview.timeql.answer.Report;
import dev.rearview.timeql.answer.RowSink;
import dev.rearview.timeql.plan.Subqueries;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the different values of one column, as many as a subquery may give. */
final class ValueSink implements RowSink {
  private final String column;
  private final List<@Nullable Object> values;
  private final Report report;
  private final Set<Object> different = new HashSet<>();

  ValueSink(String column, List<@Nullable Object> values, Report report) {
    this.column = column;
    this.values = values;
    this.report = report;
  }

  @Override
  public void columns(List<String> names) {
    // there is one, and it is known
  }

  @Override
  public boolean row(Map<String, @Nullable Object> row) {
    Object value = row.get(column);
    if (value == null || !different.add(value)) {
      return true;
    }
    if (values.size() == Subqueries.MAX_VALUES) {
      report.limit("the subquery was cut at %,d different values".formatted(Subqueries.MAX_VALUES));
      return false;
    }
    values.add(value);
    return true;
  }
}

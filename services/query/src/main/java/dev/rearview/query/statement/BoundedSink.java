package dev.rearview.query.statement;

import dev.rearview.timeql.answer.Report;
import dev.rearview.timeql.answer.RowSink;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets through so many rows as the request allows; the report says where that cut the answer. */
final class BoundedSink implements RowSink {
  private final RowSink to;
  private final int maxRows;
  private final Report report;
  private boolean named;
  private int count;

  BoundedSink(RowSink to, int maxRows, Report report) {
    this.to = to;
    this.maxRows = maxRows;
    this.report = report;
  }

  @Override
  public void columns(List<String> names) {
    if (!named) {
      named = true;
      to.columns(names);
    }
  }

  @Override
  public boolean row(Map<String, @Nullable Object> row) {
    if (count == maxRows) {
      report.cutAtMaxRows(maxRows);
      return false;
    }
    count++;
    return to.row(row);
  }

  /** Whether anything left already. */
  boolean hasBegun() {
    return count > 0;
  }

  int count() {
    return count;
  }
}

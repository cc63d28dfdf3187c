package dev.rearview.query.statement;

import dev.rearview.timeql.answer.RowSink;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the rows that go through. */
final class CountedSink implements RowSink {
  private final RowSink to;
  private long count;

  CountedSink(RowSink to) {
    this.to = to;
  }

  @Override
  public void columns(List<String> names) {
    to.columns(names);
  }

  @Override
  public boolean row(Map<String, @Nullable Object> row) {
    count++;
    return to.row(row);
  }

  long count() {
    return count;
  }
}

package dev.rearview.query.api;

import dev.rearview.timeql.answer.RowSink;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the rows that go through. */
final class CountingSink implements RowSink {
  private final RowSink to;
  private long count;

  CountingSink(RowSink to) {
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

package dev.rearview.query.statement;

import dev.rearview.timeql.answer.RowSink;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets through so many rows as the statement asks for. */
final class LimitedSink implements RowSink {
  private final RowSink to;
  private final int limit;
  private int count;

  LimitedSink(RowSink to, int limit) {
    this.to = to;
    this.limit = limit;
  }

  @Override
  public void columns(List<String> names) {
    to.columns(names);
  }

  @Override
  public boolean row(Map<String, @Nullable Object> row) {
    return count++ < limit && to.row(row);
  }
}

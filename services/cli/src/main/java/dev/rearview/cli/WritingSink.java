package dev.rearview.cli;

import dev.rearview.timeql.answer.AnswerWriter;
import dev.rearview.timeql.answer.RowSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes rows as they come, and counts them. */
final class WritingSink implements RowSink {
  private final AnswerWriter writer;
  private long rows;

  WritingSink(AnswerWriter writer) {
    this.writer = writer;
  }

  @Override
  public void columns(List<String> names) {
    try {
      writer.columns(names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean row(Map<String, @Nullable Object> row) {
    try {
      writer.row(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rows++;
    return true;
  }

  /** Shows what was written so far. */
  void pause() {
    try {
      writer.pause();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long rows() {
    return rows;
  }
}

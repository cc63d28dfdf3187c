package dev.rearview.cli;

import dev.rearview.timeql.answer.AnswerWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For EXPLAIN ANALYZE: the statement runs, its rows are not shown. */
final class NoWriter implements AnswerWriter {
  @Override
  public void columns(List<String> names) {
    // not shown
  }

  @Override
  public void row(Map<String, @Nullable Object> row) {
    // not shown
  }

  @Override
  public void pause() {
    // nothing is held
  }

  @Override
  public void end(Map<String, @Nullable Object> report) {
    // the report is the explanation's
  }
}

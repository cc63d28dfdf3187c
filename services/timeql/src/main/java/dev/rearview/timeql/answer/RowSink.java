package dev.rearview.timeql.answer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes an answer's rows, in order. */
public interface RowSink {

  /**
   * Names the columns, once, before the first row.
   *
   * @param names empty where each row has its own
   */
  void columns(List<String> names);

  /**
   * Takes one row.
   *
   * @param row values by column, in order; null is NULL
   * @return whether more rows are wanted
   */
  boolean row(Map<String, @Nullable Object> row);
}

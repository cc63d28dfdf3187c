package dev.rearview.timeql.answer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows kept until all columns are known; the request's {@code max_rows} bounds them. Columns are
 * those named, else those that the rows have, in the order of their first appearance.
 */
final class RowTable {
  private final Set<String> columns = new LinkedHashSet<>();
  private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

  void columns(List<String> names) {
    columns.addAll(names);
  }

  void add(Map<String, @Nullable Object> row) {
    columns.addAll(row.keySet());
    rows.add(row);
  }

  List<String> columns() {
    return List.copyOf(columns);
  }

  List<Map<String, @Nullable Object>> rows() {
    return rows;
  }
}

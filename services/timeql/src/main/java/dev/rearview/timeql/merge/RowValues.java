package dev.rearview.timeql.merge;

import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.plan.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node's row as a row of the answer. */
final class RowValues {
  private RowValues() {}

  /**
   * @param match with context: whether the row is a match
   * @param group with context: its number in the answer
   */
  static Map<String, @Nullable Object> of(Plan.Rows plan, NodeRow row, boolean match, int group) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Plan.Output output : plan.outputs()) {
      Object value = row.values().get(output.place());
      if (!output.everything()) {
        values.put(output.name(), value);
      } else if (value instanceof List<?> all) {
        for (int i = 0; i + 1 < all.size(); i += 2) {
          values.putIfAbsent(String.valueOf(all.get(i)), all.get(i + 1));
        }
      }
    }
    if (plan.context() != null) {
      values.put(Plan.Rows.MATCH, match);
      values.put(Plan.Rows.GROUP, (long) group);
    }
    return values;
  }
}

package dev.rearview.timeql.plan;

import dev.rearview.engine.record.Values;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The order of {@code ORDER BY} over rows with values in places. */
public final class RowOrder {
  private RowOrder() {}

  public static <R> Comparator<R> of(
      List<Plan.SortKey> keys, Function<R, List<@Nullable Object>> values) {
    return (a, b) -> {
      for (Plan.SortKey key : keys) {
        int order =
            Values.order(key.descending())
                .compare(values.apply(a).get(key.place()), values.apply(b).get(key.place()));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }
}

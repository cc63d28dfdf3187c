package dev.rearview.query.upstream;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What another service told, as rows of an answer.
 *
 * @param lag how many records behind the log that service is
 * @param limits sentences: what was cut, and at which bound
 * @param warnings sentences about what the answer lacks
 */
public record Told(
    List<Map<String, @Nullable Object>> rows,
    long lag,
    List<String> limits,
    List<String> warnings) {
  public Told {
    rows = List.copyOf(rows);
    limits = List.copyOf(limits);
    warnings = List.copyOf(warnings);
  }

  public static Told of(List<Map<String, @Nullable Object>> rows) {
    return new Told(rows, 0, List.of(), List.of());
  }
}

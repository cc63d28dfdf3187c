package dev.rearview.ingestion.redaction;

import java.util.EnumMap;
import java.util.Map;

/** How much of which kind was removed. Not safe for use by several threads at once. */
public final class Findings {
  private final Map<Secret, Integer> counts = new EnumMap<>(Secret.class);

  void add(Secret secret) {
    counts.merge(secret, 1, Integer::sum);
  }

  /** A copy of the counts; kinds of which nothing was found are absent. */
  public Map<Secret, Integer> counts() {
    return Map.copyOf(counts);
  }
}

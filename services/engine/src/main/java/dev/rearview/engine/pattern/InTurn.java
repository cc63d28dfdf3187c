package dev.rearview.engine.pattern;

import java.util.List;
import java.util.function.Function;

/**
 * Looks for several needles, by one search after the other in a short stretch that stays near at
 * hand. Stretches begin short, since where one is often found the others should not look far ahead.
 */
final class InTurn implements Search {
  private static final int SHORTEST = 512;
  private static final int LONGEST = 8 * 1024;

  private final Search[] each;
  private final int[] lengths;

  /** Each needle by itself. */
  InTurn(List<Probed> needles, Kernels kernels) {
    this(needles.stream().map(List::of).toList(), part -> kernels.one(part.getFirst()));
  }

  /**
   * @param parts needles that are looked for at once
   */
  InTurn(List<List<Probed>> parts, Function<List<Probed>, Search> search) {
    each = parts.stream().map(search).toArray(Search[]::new);
    lengths =
        parts.stream()
            .mapToInt(part -> part.stream().mapToInt(p -> p.needle().length()).max().orElseThrow())
            .toArray();
  }

  @Override
  public int next(byte[] bytes, int from, int to) {
    int stretch = SHORTEST;
    for (int start = from; start < to; ) {
      int end = start + Math.min(to - start, stretch);
      int lowest = end;
      for (int i = 0; i < each.length; i++) {
        int found = each[i].next(bytes, start, Math.min(to, lowest + lengths[i] - 1));
        lowest = found < 0 ? lowest : Math.min(lowest, found);
      }
      if (lowest < end) {
        return lowest;
      }
      start = end;
      stretch = Math.min(LONGEST, 2 * stretch);
    }
    return -1;
  }
}

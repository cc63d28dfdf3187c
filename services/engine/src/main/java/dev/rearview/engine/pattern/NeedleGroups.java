package dev.rearview.engine.pattern;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Needles dealt to eight groups, those that begin alike together, and which bytes a group has
 * where.
 */
final class NeedleGroups {
  private static final int GROUPS = 8;

  private final Needle[][] byFirst = new Needle[256][];
  private final List<List<Needle>> groups;
  private final int shortest;

  NeedleGroups(List<Probed> probed) {
    List<Needle> needles = probed.stream().map(Probed::needle).toList();
    List<Needle> sorted = needles.stream().sorted(Comparator.comparing(Needle::toString)).toList();
    groups =
        IntStream.range(0, GROUPS)
            .mapToObj(
                g -> sorted.subList(g * sorted.size() / GROUPS, (g + 1) * sorted.size() / GROUPS))
            .toList();
    shortest = needles.stream().mapToInt(Needle::length).min().orElseThrow();
    for (int b = 0; b < 256; b++) {
      int first = b;
      byFirst[b] = needles.stream().filter(n -> n.at(0).contains(first)).toArray(Needle[]::new);
    }
  }

  /** The length of the shortest. */
  int shortest() {
    return shortest;
  }

  /** The groups, a bit each, with a needle that takes this byte at this place. */
  int at(int place, int b) {
    int bits = 0;
    for (int g = 0; g < GROUPS; g++) {
      for (Needle needle : groups.get(g)) {
        bits |= needle.at(place).contains(b) ? 1 << g : 0;
      }
    }
    return bits;
  }

  /** Whether one of them stands here and ends at or before {@code to}. */
  boolean isAt(byte[] bytes, int place, int to) {
    for (Needle needle : byFirst[bytes[place] & 0xFF]) {
      if (needle.length() <= to - place && needle.isAt(bytes, place)) {
        return true;
      }
    }
    return false;
  }
}

package dev.rearview.engine.pattern;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Needles dealt to eight groups, those whose windows begin alike together, and which bytes a group
 * has where in the windows.
 */
final class NeedleGroups {
  private static final int GROUPS = 8;

  private final Probed[][] byFirst = new Probed[256][];
  private final List<List<Probed>> groups;
  private final int shortest;
  private final int furthest;

  NeedleGroups(List<Probed> needles) {
    shortest = needles.stream().mapToInt(p -> p.needle().length()).min().orElseThrow();
    furthest = needles.stream().mapToInt(Probed::window).max().orElseThrow();
    List<Probed> sorted =
        needles.stream().sorted(Comparator.comparing(NeedleGroups::shown)).toList();
    groups =
        IntStream.range(0, GROUPS)
            .mapToObj(
                g -> sorted.subList(g * sorted.size() / GROUPS, (g + 1) * sorted.size() / GROUPS))
            .toList();
    for (int b = 0; b < 256; b++) {
      int first = b;
      byFirst[b] =
          needles.stream()
              .filter(p -> p.needle().at(p.window()).contains(first))
              .toArray(Probed[]::new);
    }
  }

  private static String shown(Probed probed) {
    return IntStream.range(probed.window(), probed.needle().length())
        .limit(Probed.WINDOW)
        .mapToObj(i -> probed.needle().at(i).toString())
        .collect(Collectors.joining());
  }

  /** How many places the smallest window has. */
  int width() {
    return Math.min(Probed.WINDOW, shortest);
  }

  /**
   * The groups, a bit each, with a needle that takes this byte at this place of its window, or has
   * no such place.
   */
  int at(int place, int b) {
    int bits = 0;
    for (int g = 0; g < GROUPS; g++) {
      for (Probed probed : groups.get(g)) {
        int at = probed.window() + place;
        boolean taken = at >= probed.needle().length() || probed.needle().at(at).contains(b);
        bits |= taken ? 1 << g : 0;
      }
    }
    return bits;
  }

  /**
   * The lowest place where a needle stands, where no window of one that does lies before a place;
   * -1 where none has its window there.
   */
  int lowest(byte[] bytes, int window, int from, int to) {
    int lowest = start(bytes, window, from, to);
    for (int later = window + 1; later < lowest + furthest; later++) {
      int start = start(bytes, later, from, to);
      lowest = start >= 0 ? Math.min(lowest, start) : lowest;
    }
    return lowest;
  }

  /** The lowest place where a needle stands whose window lies here. */
  private int start(byte[] bytes, int window, int from, int to) {
    int lowest = -1;
    for (Probed probed : byFirst[bytes[window] & 0xFF]) {
      int start = window - probed.window();
      boolean fits = start >= from && probed.needle().length() <= to - start;
      if (fits && (lowest < 0 || start < lowest) && probed.needle().isAt(bytes, start)) {
        lowest = start;
      }
    }
    return lowest;
  }
}

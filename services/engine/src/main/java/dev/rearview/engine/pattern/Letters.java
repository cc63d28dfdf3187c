package dev.rearview.engine.pattern;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The code points as a pattern tells them apart: two of them are the same letter where every set of
 * the pattern has both or neither. A surrogate, which UTF-8 cannot hold, is the letter of U+FFFD,
 * which Java's decoder makes of it.
 */
final class Letters {
  private final int[] starts;
  private final int[] letters;
  private final int size;

  Letters(Collection<CodePoints> sets) {
    TreeSet<Integer> cuts = new TreeSet<>();
    cuts.add(0);
    cuts.add((int) Character.MIN_SURROGATE);
    cuts.add(Character.MAX_SURROGATE + 1);
    for (CodePoints set : sets) {
      int[] bounds = set.bounds();
      for (int i = 0; i < bounds.length; i += 2) {
        cuts.add(bounds[i]);
        cuts.add(bounds[i + 1] + 1);
      }
    }
    cuts.remove(CodePoints.MAX + 1);
    starts = cuts.stream().mapToInt(Integer::intValue).toArray();
    letters = new int[starts.length];
    int count = 1;
    for (CodePoints set : sets) {
      count = tellApart(set, count);
    }
    size = count;
    letters[stretch(Character.MIN_SURROGATE)] = of(CodePoints.REPLACEMENT);
  }

  /** Gives new numbers to the letters inside the set; the next free number. */
  private int tellApart(CodePoints set, int free) {
    Map<Integer, Integer> inside = new HashMap<>();
    int[] bounds = set.bounds();
    for (int i = 0; i < bounds.length; i += 2) {
      int last = stretch(bounds[i + 1]);
      for (int at = stretch(bounds[i]); at <= last; at++) {
        letters[at] = inside.computeIfAbsent(letters[at], before -> free + inside.size());
      }
    }
    return free + inside.size();
  }

  /** How many numbers of letters there are; some may be of none. */
  int size() {
    return size;
  }

  /** The number of a code point's letter. */
  int of(int codePoint) {
    return letters[stretch(codePoint)];
  }

  /** Whether all these are surely the same letter. */
  boolean isOne(int first, int last) {
    return stretch(first) == stretch(last);
  }

  /** The letters of a set, each once. */
  int[] of(CodePoints set) {
    int[] bounds = set.bounds();
    int[] found = new int[starts.length];
    int used = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      int last = stretch(bounds[i + 1]);
      for (int at = stretch(bounds[i]); at <= last; at++) {
        if (starts[at] != Character.MIN_SURROGATE) {
          found[used++] = letters[at];
        }
      }
    }
    return Arrays.stream(found, 0, used).distinct().toArray();
  }

  private int stretch(int codePoint) {
    int found = Arrays.binarySearch(starts, codePoint);
    return found >= 0 ? found : -found - 2;
  }
}

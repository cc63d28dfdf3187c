package dev.rearview.engine.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A set of code points that decoded UTF-8 can hold (all but surrogates), as sorted ranges that do
 * not touch.
 */
final class CodePoints {
  static final int MAX = 0x10FFFF;
  static final int REPLACEMENT = 0xFFFD;
  static final CodePoints NONE = new CodePoints(new int[0]);
  static final CodePoints ALL = range(0, MAX);
  static final CodePoints NEWLINE = range('\n', '\n');
  static final CodePoints WORD =
      range('0', '9').or(range('A', 'Z')).or(range('_', '_')).or(range('a', 'z'));

  private static final int MOST_KEPT = 256;
  private static final Map<String, CodePoints> ASKED = new ConcurrentHashMap<>();

  /** First and last of each range. */
  private final int[] bounds;

  private CodePoints(int[] bounds) {
    this.bounds = bounds;
  }

  /** From {@code low} to {@code high}, both included. */
  static CodePoints range(int low, int high) {
    return new CodePoints(new int[] {low, high});
  }

  CodePoints or(CodePoints other) {
    int mine = bounds.length / 2;
    long[] ranges = new long[mine + other.bounds.length / 2];
    for (int i = 0; i < ranges.length; i++) {
      ranges[i] = i < mine ? packed(i) : other.packed(i - mine);
    }
    Arrays.sort(ranges);
    int[] merged = new int[2 * ranges.length];
    int used = 0;
    for (long range : ranges) {
      used = added(merged, used, (int) (range >> 32), (int) range);
    }
    return new CodePoints(Arrays.copyOf(merged, used));
  }

  private long packed(int range) {
    return (long) bounds[2 * range] << 32 | bounds[2 * range + 1];
  }

  /** Adds a range that starts no lower than the last one; how much of the array is used then. */
  private static int added(int[] bounds, int used, int low, int high) {
    if (used > 0 && low <= bounds[used - 1] + 1) {
      bounds[used - 1] = Math.max(bounds[used - 1], high);
      return used;
    }
    bounds[used] = low;
    bounds[used + 1] = high;
    return used + 2;
  }

  CodePoints complement() {
    int[] other = new int[bounds.length + 2];
    int used = 0;
    int next = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      if (next < bounds[i]) {
        other[used++] = next;
        other[used++] = bounds[i] - 1;
      }
      next = bounds[i + 1] + 1;
    }
    if (next <= MAX) {
      other[used++] = next;
      other[used++] = MAX;
    }
    return new CodePoints(Arrays.copyOf(other, used));
  }

  /**
   * The range and what {@code (?i)} adds to it. The foldings of ASCII are known here (the Kelvin
   * sign and the long s among them), all others are RE2/J's to tell.
   */
  static CodePoints foldedRange(int low, int high) {
    CodePoints folded = range(low, high);
    if (high > 0x7F) {
      return folded.or(asked("(?i)[\\x{%x}-\\x{%x}]".formatted(low, high), Texts.CASED));
    }
    for (int c = low; c <= high; c++) {
      int lower = c | 0x20;
      if (lower >= 'a' && lower <= 'z') {
        folded = folded.or(range(lower, lower)).or(range(lower - 0x20, lower - 0x20));
        if (lower == 'k') {
          folded = folded.or(range(0x212A, 0x212A));
        } else if (lower == 's') {
          folded = folded.or(range(0x17F, 0x17F));
        }
      }
    }
    return folded;
  }

  /** What RE2/J takes for a class of its Unicode tables such as {@code \p{Greek}}. */
  static CodePoints ofTables(String pattern) {
    return asked(pattern, Texts.EVERY);
  }

  private static CodePoints asked(String pattern, String candidates) {
    CodePoints known = ASKED.get(pattern);
    if (known == null) {
      if (ASKED.size() >= MOST_KEPT) {
        ASKED.clear();
      }
      known = ask(pattern, candidates);
      ASKED.put(pattern, known);
    }
    return known;
  }

  private static CodePoints ask(String pattern, String candidates) {
    Matcher matcher = Pattern.compile("(?:" + pattern + ")+").matcher(candidates);
    int[] found = new int[64];
    int used = 0;
    while (matcher.find()) {
      for (int at = matcher.start();
          at < matcher.end();
          at = candidates.offsetByCodePoints(at, 1)) {
        found = used == found.length ? Arrays.copyOf(found, 2 * used) : found;
        int c = candidates.codePointAt(at);
        used = added(found, used, c, Texts.end(c));
      }
    }
    return new CodePoints(Arrays.copyOf(found, used));
  }

  /**
   * What RE2/J is asked about. Its Unicode tables are of one value over each of the stretches that
   * have only one code point here.
   */
  private static final class Texts {
    static final String EVERY = text(c -> end(c) == c || end(c - 1) != end(c));

    /** What has another case, or is one. */
    static final String CASED = text(cased()::get);

    /** The last code point of the stretch. */
    static int end(int c) {
      if (c < 0x40000 || c >= 0xE0000 && c < 0xE1000) {
        return c;
      }
      return c < 0xE0000
          ? 0xDFFFF
          : c < 0xF0000 ? 0xEFFFF : c < 0x100000 ? end(c, 0xFFFFD) : end(c, 0x10FFFD);
    }

    private static int end(int c, int privateEnd) {
      return c <= privateEnd ? privateEnd : privateEnd + 2;
    }

    private static BitSet cased() {
      BitSet cased = new BitSet();
      for (int c = 0; c <= MAX; c++) {
        int lower = Character.toLowerCase(c);
        int upper = Character.toUpperCase(c);
        if (lower != upper) {
          cased.set(c);
          cased.set(lower);
          cased.set(upper);
        }
      }
      return cased;
    }

    private static String text(IntPredicate wanted) {
      return IntStream.rangeClosed(0, MAX)
          .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
          .filter(wanted)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
    }
  }

  boolean contains(int codePoint) {
    for (int i = 0; i < bounds.length && bounds[i] <= codePoint; i += 2) {
      if (codePoint <= bounds[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /** First and last of each range, in rising order. */
  int[] bounds() {
    return bounds.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CodePoints c && Arrays.equals(c.bounds, bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }
}

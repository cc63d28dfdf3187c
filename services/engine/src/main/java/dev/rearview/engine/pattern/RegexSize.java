package dev.rearview.engine.pattern;

/**
 * An upper estimate of how many instructions RE2/J compiles a pattern to, from its text alone and
 * in one pass, so that {@code ((a{100}){100}){100}} is refused before anything is built. Sizes are
 * cut at {@link #MANY}.
 */
final class RegexSize {
  private static final long MANY = 1_000_000_000L;
  private static final int MAX_DEPTH = 200;

  private final String pattern;
  private int at;
  private long counted;

  private RegexSize(String pattern) {
    this.pattern = pattern;
  }

  /** {@link #MANY} where groups are nested deeper than {@link #MAX_DEPTH}. */
  static long estimate(String pattern) {
    return new RegexSize(pattern).total();
  }

  /**
   * How many of them counted repetitions make, those within others also by themselves. Many of them
   * may be busy at once, so that they, not the length of a pattern, make a byte of text costly.
   */
  static long counted(String pattern) {
    RegexSize size = new RegexSize(pattern);
    size.total();
    return size.counted;
  }

  private long total() {
    long total = 0;
    while (at < pattern.length()) {
      total = add(total, alternation(0));
      if (at < pattern.length()) {
        at++; // a stray ')', which the compiler will refuse
      }
    }
    return total;
  }

  private long alternation(int depth) {
    if (depth > MAX_DEPTH) {
      at = pattern.length();
      return MANY;
    }
    long total = 0;
    while (at < pattern.length() && pattern.charAt(at) != ')') {
      if (pattern.charAt(at) == '|') {
        at++;
        total = add(total, 1);
      } else {
        total = add(total, repeated(depth));
      }
    }
    return total;
  }

  private long repeated(int depth) {
    long size = atom(depth);
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '*' || c == '+' || c == '?') {
        at++;
        size = add(size, 1);
      } else if (c == '{') {
        long times = repetitions();
        if (times < 0) {
          return size;
        }
        size = multiply(add(size, 1), Math.max(1, times));
        counted = add(counted, size);
      } else {
        return size;
      }
    }
    return size;
  }

  /** The larger count of {@code {n}}, {@code {n,}}, {@code {n,m}}; -1 where it is literal text. */
  private long repetitions() {
    int end = pattern.indexOf('}', at);
    if (end < 0 || end - at > 24) {
      return -1;
    }
    String[] counts = pattern.substring(at + 1, end).split(",", -1);
    if (counts.length > 2 || !isCount(counts[0]) || (counts.length == 2 && !isLimit(counts[1]))) {
      return -1;
    }
    at = end + 1;
    long low = Long.parseLong(counts[0]);
    return counts.length == 2 && !counts[1].isEmpty()
        ? Math.max(low, Long.parseLong(counts[1]))
        : low + (counts.length == 2 ? 1 : 0);
  }

  private static boolean isLimit(String text) {
    return text.isEmpty() || isCount(text);
  }

  private static boolean isCount(String text) {
    return !text.isEmpty() && text.length() < 10 && text.chars().allMatch(Character::isDigit);
  }

  private long atom(int depth) {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '(' -> {
        long size = add(alternation(depth + 1), 2);
        at = Math.min(pattern.length(), at + 1);
        yield size;
      }
      case '[' -> {
        characterClass();
        yield 1;
      }
      case '\\' -> escape();
      default -> 1;
    };
  }

  private long escape() {
    if (at >= pattern.length()) {
      return 1;
    }
    char c = pattern.charAt(at++);
    if (c == 'Q') {
      int end = pattern.indexOf("\\E", at);
      int stop = end < 0 ? pattern.length() : end;
      long size = stop - at;
      at = end < 0 ? stop : end + 2;
      return Math.max(1, size);
    }
    if ((c == 'p' || c == 'P' || c == 'x') && at < pattern.length() && pattern.charAt(at) == '{') {
      int end = pattern.indexOf('}', at);
      at = end < 0 ? pattern.length() : end + 1;
    }
    return 1;
  }

  private void characterClass() {
    if (at < pattern.length() && pattern.charAt(at) == '^') {
      at++;
    }
    if (at < pattern.length() && pattern.charAt(at) == ']') {
      at++;
    }
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      if (pattern.charAt(at) == '\\') {
        at++;
      } else if (pattern.startsWith("[:", at)) {
        int end = pattern.indexOf(":]", at);
        at = end < 0 ? at : end + 1;
      }
      at++;
    }
    at = Math.min(pattern.length(), at + 1);
  }

  private static long add(long a, long b) {
    return Math.min(MANY, a + b);
  }

  private static long multiply(long a, long b) {
    return a > MANY / b ? MANY : Math.min(MANY, a * b);
  }
}

package dev.rearview.engine.format;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Tells somebody who writes a pattern up to where it fits a line. */
final class FirstMisfit {
  private static final int SHOWN = 40;

  private FirstMisfit() {}

  /**
   * The longest beginning of a pattern that fits where a line begins, what of the line it takes,
   * and what the pattern goes on with; empty where it fits wholly.
   *
   * @param pattern as it is written, with shorthands
   */
  static String of(String pattern, String line) {
    for (int end = pattern.length(); end > 0; end--) {
      int fits = fits(pattern.substring(0, end), line);
      if (fits >= 0) {
        return end == pattern.length()
            ? ""
            : "; the pattern fits up to '%s', and goes on with '%s' where there is '%s'"
                .formatted(line.substring(0, fits), cut(pattern, end), cut(line, fits));
      }
    }
    return "; nothing of the pattern fits";
  }

  /** How much of a line it takes; -1 where it does not fit or is none. */
  private static int fits(String beginning, String line) {
    try {
      Matcher matcher = Pattern.compile(Shorthands.expand(beginning), Pattern.DOTALL).matcher(line);
      return matcher.lookingAt() ? matcher.end() : -1;
    } catch (PatternSyntaxException | IllegalArgumentException e) {
      return -1;
    }
  }

  private static String cut(String text, int from) {
    return text.length() - from <= SHOWN
        ? text.substring(from)
        : text.substring(from, from + SHOWN) + "…";
  }
}

package dev.rearview.engine.format;

import dev.rearview.engine.pattern.Regex;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pattern in RE2's syntax whose groups have names. Those that Rearview brings are run by the
 * platform's own matcher, which is faster and whose patterns are tested not to take long; a user's
 * by RE2, which takes time in proportion to the text whatever the pattern. Compiled when it is
 * first needed.
 */
final class LinePattern {
  /** Where the groups of a match stand. */
  interface Match {
    @Nullable String group(int number);

    int end(int number);
  }

  /** In a native image patterns are compiled when it is built. */
  private static final boolean BUILDS_IMAGE =
      "buildtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"));

  private final String text;
  private final boolean linear;
  private final Map<String, Integer> groups;
  private volatile java.util.regex.@Nullable Pattern platform;
  private final com.google.re2j.@Nullable Pattern re2;
  private final @Nullable GreedyLine greedy;

  private LinePattern(String text, boolean linear) {
    this.text = text;
    this.linear = linear;
    this.groups = namedGroups(text);
    this.greedy = linear ? null : GreedyLine.of(text, groups);
    this.re2 =
        linear ? com.google.re2j.Pattern.compile(text, com.google.re2j.Pattern.DOTALL) : null;
  }

  /** A pattern that is known not to take long. */
  static LinePattern trusted(String text) {
    LinePattern pattern = new LinePattern(text, false);
    if (BUILDS_IMAGE) {
      pattern.compiled();
    }
    return pattern;
  }

  /**
   * A pattern that nobody has looked at.
   *
   * @throws dev.rearview.engine.pattern.RegexRefusedException where it is no pattern, or too large
   */
  static LinePattern linear(String text) {
    Regex.compile(text);
    return new LinePattern(text, true);
  }

  String text() {
    return text;
  }

  /** The numbers of the groups by name, in the order in which they stand. */
  Map<String, Integer> groups() {
    return groups;
  }

  /** The same as a walk over the line's bytes; null where there is none. */
  @Nullable GreedyLine greedy() {
    return greedy;
  }

  /** The match that begins where the text begins; null where there is none. */
  @Nullable Match matchStart(CharSequence input) {
    if (linear) {
      return re2(input, true);
    }
    return greedy != null && input instanceof String text
        ? walked(greedy, text)
        : platform(input, true);
  }

  /** By one walk over the line where that tells. */
  private @Nullable Match walked(GreedyLine line, String input) {
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    boolean isAscii = bytes.length == input.length();
    GreedyLine.Walk walk = line.new Walk();
    int end = isAscii ? walk.over(bytes, 0, bytes.length) : GreedyLine.UNKNOWN;
    if (end < 0) {
      return end == GreedyLine.NONE ? null : platform(input, true);
    }
    return new Match() {
      @Override
      public @Nullable String group(int number) {
        int start = walk.start(number);
        return start < 0 ? null : input.substring(start, walk.end(number));
      }

      @Override
      public int end(int number) {
        return walk.end(number);
      }
    };
  }

  /** The first match anywhere; null where there is none. */
  @Nullable Match find(CharSequence input) {
    return linear ? re2(input, false) : platform(input, false);
  }

  private java.util.regex.Pattern compiled() {
    java.util.regex.Pattern known = platform;
    if (known == null) {
      known = java.util.regex.Pattern.compile(text, java.util.regex.Pattern.DOTALL);
      platform = known;
    }
    return known;
  }

  private @Nullable Match platform(CharSequence input, boolean atStart) {
    java.util.regex.Matcher matcher = compiled().matcher(input);
    if (!(atStart ? matcher.lookingAt() : matcher.find())) {
      return null;
    }
    return new Match() {
      @Override
      public @Nullable String group(int number) {
        return matcher.group(number);
      }

      @Override
      public int end(int number) {
        return matcher.end(number);
      }
    };
  }

  private @Nullable Match re2(CharSequence input, boolean atStart) {
    com.google.re2j.Matcher matcher = java.util.Objects.requireNonNull(re2).matcher(input);
    if (!(atStart ? matcher.lookingAt() : matcher.find())) {
      return null;
    }
    return new Match() {
      @Override
      public @Nullable String group(int number) {
        return matcher.group(number);
      }

      @Override
      public int end(int number) {
        return matcher.end(number);
      }
    };
  }

  private static Map<String, Integer> namedGroups(String text) {
    Map<String, Integer> names = new LinkedHashMap<>();
    int number = 0;
    for (int at = 0; at < text.length(); at++) {
      switch (text.charAt(at)) {
        case '\\' -> at++;
        case '[' -> at = endOfClass(text, at);
        case '(' -> {
          boolean special = text.startsWith("?", at + 1);
          int name = text.startsWith("?<", at + 1) ? at + 3 : at + 4;
          if (!special) {
            number++;
          } else if (text.startsWith("?<", at + 1) || text.startsWith("?P<", at + 1)) {
            number++;
            names.put(text.substring(name, text.indexOf('>', name)), number);
          }
        }
        default -> {}
      }
    }
    return names;
  }

  static int endOfClass(String text, int begin) {
    int at = begin + 1;
    if (text.startsWith("^", at)) {
      at++;
    }
    if (text.startsWith("]", at)) {
      at++;
    }
    while (at < text.length() && text.charAt(at) != ']') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }
}

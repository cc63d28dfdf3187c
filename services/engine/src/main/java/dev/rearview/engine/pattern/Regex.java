package dev.rearview.engine.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression in RE2 syntax. Matching takes time proportional to the text; patterns that
 * would expand to a program of more than {@link #MAX_PROGRAM} instructions are refused before they
 * are compiled.
 */
public final class Regex {
  /** Longest pattern, in characters. */
  public static final int MAX_LENGTH = 20_000;

  /** Most instructions of the compiled program, by an upper estimate. */
  public static final int MAX_PROGRAM = 10_000;

  private final Pattern pattern;

  private Regex(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Compiles a pattern.
   *
   * @throws RegexRefusedException where it is no pattern, or too large
   */
  public static Regex compile(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new RegexRefusedException(
          RegexRefusedException.Reason.TOO_LARGE,
          "the pattern has %,d characters; at most %,d are allowed"
              .formatted(text.length(), MAX_LENGTH));
    }
    long size = RegexSize.estimate(text);
    if (size > MAX_PROGRAM) {
      throw new RegexRefusedException(
          RegexRefusedException.Reason.TOO_LARGE,
          "the pattern '%s' expands to about %,d instructions; at most %,d are allowed: lower the counts of its repetitions"
              .formatted(abbreviate(text), size, MAX_PROGRAM));
    }
    try {
      return new Regex(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      throw new RegexRefusedException(
          RegexRefusedException.Reason.SYNTAX,
          "'%s' is not a pattern: %s"
              .formatted(abbreviate(text), e.getDescription() + " " + e.getPattern()));
    }
  }

  public boolean isFoundIn(String text) {
    return pattern.matcher(text).find();
  }

  /**
   * Whether it is found in the text that Java's decoder makes of these bytes, broken UTF-8 having
   * become U+FFFD.
   */
  public boolean isFoundIn(byte[] text, int from, int to) {
    return isFoundIn(new String(text, from, to - from, StandardCharsets.UTF_8));
  }

  /** What the bytes of every text contain in which it is found. */
  public Requirement requirement() {
    return Requirement.ALWAYS;
  }

  /** What a named group matched; null where the pattern is not found or the group took no part. */
  public @Nullable String capture(String text, String group) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(group) : null;
  }

  /** The names of its groups in the order in which they stand. */
  public List<String> groupNames() {
    return pattern.namedGroups().entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The pattern as it was written. */
  public String text() {
    return pattern.pattern();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Regex r && r.text().equals(text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }

  private static String abbreviate(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}

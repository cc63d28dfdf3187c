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

  /** Most of them that come from counted repetitions: no byte of a text may cost more. */
  public static final int MAX_COUNTED = 2_048;

  private final Syntax syntax;
  private final Needles needles;
  private final Pattern pattern;
  private volatile @Nullable Dfa dfa;

  private Regex(Syntax syntax, Pattern pattern) {
    this.syntax = syntax;
    this.needles = Needles.of(syntax);
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
    long counted = RegexSize.counted(text);
    if (counted > MAX_COUNTED) {
      throw new RegexRefusedException(
          RegexRefusedException.Reason.TOO_LARGE,
          "the repetitions of the pattern '%s' expand to about %,d instructions; at most %,d are allowed: lower their counts"
              .formatted(abbreviate(text), counted, MAX_COUNTED));
    }
    try {
      return new Regex(SyntaxParser.parse(text), Pattern.compile(text));
    } catch (MalformedPatternException e) {
      throw malformed(text, String.valueOf(e.getMessage()));
    } catch (PatternSyntaxException e) {
      throw malformed(text, e.getDescription() + " " + e.getPattern());
    }
  }

  private static RegexRefusedException malformed(String text, String why) {
    return new RegexRefusedException(
        RegexRefusedException.Reason.SYNTAX,
        "'%s' is not a pattern: %s".formatted(abbreviate(text), why));
  }

  /** Whether it is found. Half of a surrogate pair, which no file can hold, counts as U+FFFD. */
  public boolean isFoundIn(String text) {
    byte[] bytes = decodable(text).getBytes(StandardCharsets.UTF_8);
    return isFoundIn(bytes, 0, bytes.length);
  }

  private static String decodable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    return text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /**
   * Whether it is found in the text that Java's decoder makes of these bytes, broken UTF-8 having
   * become U+FFFD.
   */
  public boolean isFoundIn(byte[] text, int from, int to) {
    return dfa().find(text, from, to) >= 0;
  }

  private Dfa dfa() {
    Dfa known = dfa;
    if (known == null) {
      known = new Dfa(new Program(syntax, true), Dfa.Reads.TEXT, Dfa.MOST_STATES);
      dfa = known;
    }
    return known;
  }

  /** Finds the lines in which it is found. */
  Finder lineFinder() {
    Dfa lines = new Dfa(new Program(syntax, true), Dfa.Reads.LINES, Dfa.MOST_STATES);
    return new DfaFinder(lines, true);
  }

  /** Finds where it may be found, its assertions taken to hold. */
  Finder looseFinder() {
    Program program = new Program(syntax, false);
    return new DfaFinder(
        new Dfa(program, Dfa.Reads.TEXT, Dfa.MOST_STATES), !program.takesNewline());
  }

  /** Whether it is found in every text that satisfies its {@link #requirement}. */
  boolean isExactlyItsRequirement() {
    return needles.isExact();
  }

  /** What the bytes of every text contain in which it is found. */
  public Requirement requirement() {
    return needles.required();
  }

  /** What a named group matched; null where the pattern is not found or the group took no part. */
  public @Nullable String capture(String text, String group) {
    Matcher matcher = pattern.matcher(decodable(text));
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

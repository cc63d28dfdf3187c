package dev.rearview.engine.pattern;

import java.util.Map;
import java.util.Optional;

/** Reads what stands for one character of several: {@code [a-f_]}, {@code \d}, {@code \p{Han}}. */
final class ClassParser {
  private static final CodePoints DIGIT = CodePoints.range('0', '9');
  private static final CodePoints UPPER = CodePoints.range('A', 'Z');
  private static final CodePoints LOWER = CodePoints.range('a', 'z');
  private static final CodePoints BLANK =
      CodePoints.range(' ', ' ').or(CodePoints.range('\t', '\t'));
  private static final CodePoints PERL_SPACE =
      BLANK.or(CodePoints.NEWLINE).or(CodePoints.range('\f', '\r'));

  private static final Map<String, CodePoints> NAMED =
      Map.ofEntries(
          Map.entry("alnum", DIGIT.or(UPPER).or(LOWER)),
          Map.entry("alpha", UPPER.or(LOWER)),
          Map.entry("ascii", CodePoints.range(0, 0x7F)),
          Map.entry("blank", BLANK),
          Map.entry("cntrl", CodePoints.range(0, 0x1F).or(CodePoints.range(0x7F, 0x7F))),
          Map.entry("digit", DIGIT),
          Map.entry("graph", CodePoints.range('!', '~')),
          Map.entry("lower", LOWER),
          Map.entry("print", CodePoints.range(' ', '~')),
          Map.entry(
              "punct",
              CodePoints.range('!', '/')
                  .or(CodePoints.range(':', '@'))
                  .or(CodePoints.range('[', '`'))
                  .or(CodePoints.range('{', '~'))),
          Map.entry("space", BLANK.or(CodePoints.range('\t', '\r'))),
          Map.entry("upper", UPPER),
          Map.entry("word", CodePoints.WORD),
          Map.entry("xdigit", DIGIT.or(CodePoints.range('A', 'F')).or(CodePoints.range('a', 'f'))));

  private final PatternText text;
  private final ClassBudget budget;
  private final boolean foldsCase;

  ClassParser(PatternText text, ClassBudget budget, boolean foldsCase) {
    this.text = text;
    this.budget = budget;
    this.foldsCase = foldsCase;
  }

  /** After "[": reads to its end. */
  CodePoints brackets() {
    boolean negated = text.skipIf("^");
    CodePoints set = CodePoints.NONE;
    do { // a ']' that comes first is text
      set = set.or(member());
    } while (!text.skipIf("]"));
    return negated ? set.complement() : set;
  }

  private CodePoints member() {
    if (text.isClassName()) {
      text.skipIf("[:");
      boolean negated = text.skipIf("^");
      CodePoints named = NAMED.get(text.until(":]"));
      if (named == null) {
        throw new MalformedPatternException("there is no class of that name in [: :]");
      }
      return group(named, negated);
    }
    if (text.skipIf("\\")) {
      return escapedClass().orElseGet(() -> rangeFrom(text.escapedCharacter()));
    }
    return rangeFrom(text.next());
  }

  private CodePoints rangeFrom(int low) {
    int high = low;
    if (text.skipIf("-")) {
      if (text.isNext(']')) {
        return member(low, low).or(CodePoints.range('-', '-'));
      }
      high = text.skipIf("\\") ? text.escapedCharacter() : text.next();
    }
    return member(low, high);
  }

  private CodePoints member(int low, int high) {
    if (low > high) {
      throw new MalformedPatternException("invalid character class range");
    }
    return foldsCase ? budget.foldedRange(low, high) : CodePoints.range(low, high);
  }

  /** After a backslash: reads a class such as {@code d}, {@code W} or {@code p{Greek}}, if any. */
  Optional<CodePoints> escapedClass() {
    if (text.skipIf("d") || text.skipIf("D")) {
      return Optional.of(group(DIGIT, text.wasUpper()));
    }
    if (text.skipIf("s") || text.skipIf("S")) {
      return Optional.of(group(PERL_SPACE, text.wasUpper()));
    }
    if (text.skipIf("w") || text.skipIf("W")) {
      return Optional.of(group(CodePoints.WORD, text.wasUpper()));
    }
    if (text.skipIf("p") || text.skipIf("P")) {
      String sign = text.wasUpper() ? "\\P" : "\\p";
      String name = text.skipIf("{") ? text.until("}") : Character.toString(text.next());
      return Optional.of(budget.ofTables((foldsCase ? "(?i)" : "") + sign + "{" + name + "}"));
    }
    return Optional.empty();
  }

  private CodePoints group(CodePoints set, boolean negated) {
    CodePoints members = set;
    if (foldsCase) {
      int[] bounds = set.bounds();
      for (int i = 0; i < bounds.length; i += 2) {
        members = members.or(budget.foldedRange(bounds[i], bounds[i + 1]));
      }
    }
    return negated ? members.complement() : members;
  }
}

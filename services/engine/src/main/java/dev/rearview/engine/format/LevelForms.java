package dev.rearview.engine.format;

import dev.rearview.engine.pattern.ByteClass;
import dev.rearview.engine.pattern.Needle;
import dev.rearview.engine.pattern.Requirement;
import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.FieldTable;
import dev.rearview.model.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How levels are written into bytes, as needles. */
final class LevelForms {
  /** Before a number that is a member's value: of what may stand there the last two bytes. */
  private static final ByteClass BEFORE = Writing.anyOf("\": \t\r");

  private static final ByteClass RIGHT_BEFORE = Writing.anyOf(": \t\r");
  private static final ByteClass AFTER = Writing.anyOf(",} \t\r");

  /** After the name of a member. */
  private static final Requirement AFTER_NAME =
      Writing.contains(Writing.one('"'), Writing.anyOf(": \t\r\\tr"));

  /** Inside of a string, tabs and carriage returns are escaped. */
  private static final ByteClass ESCAPED = Writing.anyOf("\\tr");

  private static final ByteClass QUOTE = Writing.anyOf("\"\\");

  /** The last two letters of the names that a level may have. */
  private static final ByteClass NAME = Writing.anyOf("eEvVtTmMxXlLyY@_");

  private static final ByteClass NAME_END = Writing.anyOf("lLyYeEtT_");

  private static final String ALPHANUMERIC =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private LevelForms() {}

  /** As one of the words that {@link Level#of} knows. */
  static Requirement words(Set<Level> levels) {
    return Requirement.any(needles(shortest(Level.spellings(levels))));
  }

  /** Those that hold no other. */
  private static List<String> shortest(Set<String> words) {
    return words.stream()
        .filter(word -> words.stream().noneMatch(o -> !o.equals(word) && word.contains(o)))
        .sorted()
        .toList();
  }

  private static List<Requirement> needles(List<String> words) {
    List<Requirement> needles = new ArrayList<>();
    for (String word : words) {
      needles.add(new Requirement.Contains(Needle.ignoringCase(word)));
    }
    return needles;
  }

  /**
   * As a JSON dialect writes them, in records that are known to be of it.
   *
   * @param spread whether a number may stand at the end of a line
   */
  static Requirement json(Set<Level> levels, JsonDialect dialect, boolean spread) {
    if (dialect.unsaid() != null && levels.contains(dialect.unsaid())) {
      return Requirement.ALWAYS;
    }
    List<Requirement> forms = new ArrayList<>();
    dialect
        .words()
        .forEach((word, level) -> {
          if (levels.contains(level)) {
            forms.add(quoted(word));
          }
        });
    for (List<ByteClass> number : numbers(levels, dialect.numbers(), false)) {
      if (spread) {
        List<ByteClass> before = List.of(BEFORE.or(ESCAPED), RIGHT_BEFORE.or(ESCAPED));
        forms.add(Requirement.all(List.of(between(before, number, null), AFTER_NAME)));
      } else {
        forms.addAll(members(number, nameEnds(dialect)));
      }
    }
    for (List<ByteClass> number : numbers(levels, dialect.numbers(), true)) {
      forms.add(between(List.of(one('"')), number, QUOTE));
    }
    forms.add(Writing.escapedAscii());
    return Requirement.any(forms);
  }

  /**
   * A number as the value of a member whose name ends so: right behind name and colon, or with
   * blanks before the number, or before the colon.
   */
  private static List<Requirement> members(List<ByteClass> number, ByteClass nameEnds) {
    ByteClass blank = Writing.anyOf(" \t\r").or(ESCAPED);
    ByteClass after = AFTER.or(one('\\'));
    return List.of(
        between(List.of(nameEnds.or(one('\\')), one('"'), one(':')), number, after),
        between(List.of(BEFORE.or(ESCAPED), blank), number, after),
        between(List.of(blank, one(':')), number, after));
  }

  /** The last bytes of the names under which a dialect looks for the level, underscores aside. */
  private static ByteClass nameEnds(JsonDialect dialect) {
    List<String> names = new ArrayList<>();
    dialect.levels().forEach(field -> names.add(field.name()));
    FieldTable.rows().stream()
        .filter(row -> row.builtIn() == BuiltIn.LEVEL)
        .forEach(row -> names.addAll(row.spellings()));
    ByteClass ends = one('_');
    for (String name : names) {
      ends = ends.or(Writing.letter(name.charAt(name.length() - 1)));
    }
    return ends;
  }

  private static ByteClass one(char c) {
    return Writing.one(c);
  }

  private static Requirement quoted(String word) {
    List<ByteClass> letters = new ArrayList<>();
    word.chars().forEach(c -> letters.add(Writing.letter((char) c)));
    return between(List.of(one('"')), letters, QUOTE);
  }

  private static Requirement between(
      List<ByteClass> before, List<ByteClass> middle, @Nullable ByteClass after) {
    List<ByteClass> all = new ArrayList<>(before);
    all.addAll(middle);
    if (after != null) {
      all.add(after);
    }
    return new Requirement.Contains(Needle.of(all));
  }

  /** The numbers that mean one of the levels, as few sequences of digits. */
  private static List<List<ByteClass>> numbers(
      Set<Level> levels, LevelNumbers numbers, boolean asText) {
    Map<String, ByteClass> lastByFirst = new TreeMap<>();
    for (int n = 0; n <= 99; n++) {
      Level level = numbers.of(n);
      if (level != null && levels.contains(level)) {
        String digits = Integer.toString(n);
        add(lastByFirst, digits);
        if (asText && n < 10) {
          add(lastByFirst, "0" + digits);
        }
        if (!asText && n == 0) {
          add(lastByFirst, "-0");
        }
      }
    }
    Map<ByteClass, ByteClass> firstByLast = new LinkedHashMap<>();
    List<List<ByteClass>> sequences = new ArrayList<>();
    lastByFirst.forEach((first, last) -> {
      if (first.isEmpty()) {
        sequences.add(List.of(last));
      } else {
        firstByLast.merge(last, one(first.charAt(0)), ByteClass::or);
      }
    });
    firstByLast.forEach((last, first) -> sequences.add(List.of(first, last)));
    return sequences;
  }

  private static void add(Map<String, ByteClass> lastByFirst, String digits) {
    int last = digits.length() - 1;
    lastByFirst.merge(digits.substring(0, last), one(digits.charAt(last)), ByteClass::or);
  }

  /** As syslog's priorities, whose angle brackets an envelope may write as JSON escapes. */
  static Requirement priorities(Set<Level> levels) {
    ByteClass last = ByteClass.NONE;
    for (int n = 0; n < 192; n++) {
      Level level = LevelNumbers.SYSLOG.of(n % 8);
      last = level != null && levels.contains(level) ? last.or(one((char) ('0' + n % 10))) : last;
    }
    return last.size() == 0
        ? Requirement.NEVER
        : Writing.contains(Writing.anyOf("<cC0123456789"), last, Writing.anyOf(">\\"));
  }

  /** Without needles that hold another one. */
  static Requirement shortest(Requirement any) {
    if (!(any instanceof Requirement.Any all)) {
      return any;
    }
    List<Needle> needles = new ArrayList<>();
    for (Requirement part : all.parts()) {
      if (part instanceof Requirement.Contains contains) {
        needles.add(contains.needle());
      }
    }
    return Requirement.any(
        all.parts().stream()
            .filter(part ->
                !(part instanceof Requirement.Contains c) || isShortest(c.needle(), needles))
            .toList());
  }

  private static boolean isShortest(Needle needle, List<Needle> others) {
    return others.stream()
        .noneMatch(other ->
            other.length() <= needle.length()
                && !other.equals(needle)
                && holds(needle, other)
                && (other.length() < needle.length() || !holds(other, needle)));
  }

  private static boolean holds(Needle needle, Needle other) {
    for (int at = 0; at + other.length() <= needle.length(); at++) {
      int i = 0;
      while (i < other.length() && needle.at(at + i).isWithin(other.at(i))) {
        i++;
      }
      if (i == other.length()) {
        return true;
      }
    }
    return false;
  }

  /** As {@code key=value} pairs write them. */
  static Requirement pairs(Set<Level> levels) {
    List<Requirement> forms = new ArrayList<>();
    for (List<ByteClass> number : numbers(levels, LevelNumbers.TENS, false)) {
      List<ByteClass> bare = new ArrayList<>(List.of(NAME, NAME_END, one('=')));
      bare.addAll(number);
      forms.add(new Requirement.Contains(Needle.of(bare)));
      bare.add(3, one('"'));
      forms.add(new Requirement.Contains(Needle.of(bare)));
    }
    forms.add(Writing.quotedPair(ALPHANUMERIC));
    return Requirement.any(forms);
  }
}

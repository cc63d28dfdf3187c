package dev.rearview.engine.format;

import dev.rearview.engine.pattern.ByteClass;
import dev.rearview.engine.pattern.Needle;
import dev.rearview.engine.pattern.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The ways in which text is written into bytes other than as it is, as needles. */
final class Writing {
  private static final ByteClass HEX =
      ByteClass.DIGIT.or(ByteClass.range('a', 'f')).or(ByteClass.range('A', 'F'));

  /**
   * Before the opening quote of a value in pairs, inside of JSON too: the end of {@code \u003d}.
   */
  private static final Requirement QUOTED_VALUE = contains(anyOf("=dD"), anyOf("\"\\"));

  private Writing() {}

  static Requirement contains(ByteClass... classes) {
    return new Requirement.Contains(Needle.of(List.of(classes)));
  }

  static ByteClass anyOf(String ascii) {
    ByteClass all = ByteClass.NONE;
    for (char c : ascii.toCharArray()) {
      all = all.or(ByteClass.of(c));
    }
    return all;
  }

  static ByteClass one(char c) {
    return ByteClass.of(c);
  }

  /** In either case. */
  static ByteClass letter(char c) {
    return ByteClass.ignoringCase(c);
  }

  /**
   * A JSON escape <code>&#92;uXXXX</code> of one of these characters or of a backslash, which
   * escapes within escapes begin with.
   */
  static Requirement escaped(String characters) {
    List<ByteClass> digits = new ArrayList<>();
    for (int shift = 12; shift >= 0; shift -= 4) {
      ByteClass digit = ByteClass.NONE;
      for (char c : (characters + "\\").toCharArray()) {
        digit = digit.or(letter(Character.forDigit(c >> shift & 0xF, 16)));
      }
      digits.add(digit);
    }
    digits.addFirst(one('u'));
    digits.addFirst(one('\\'));
    return new Requirement.Contains(Needle.of(digits));
  }

  /** Any JSON escape of an ASCII character. */
  static Requirement escapedAscii() {
    return contains(one('\\'), one('u'), one('0'), one('0'), ByteClass.range('0', '7'), HEX);
  }

  /**
   * A quoted value of {@code key="value"} in which one of these characters stands behind a
   * backslash; {@code \n}, {@code \r} and {@code \t} mean others.
   */
  static Requirement quotedPair(String characters) {
    ByteClass behind = ByteClass.NONE;
    for (int c : characters.codePoints().toArray()) {
      if (c != 'n' && c != 'r' && c != 't') {
        byte[] bytes = Character.toString(c).getBytes(StandardCharsets.UTF_8);
        behind = behind.or(ByteClass.of(bytes[0] & 0xFF));
      }
    }
    return behind.size() == 0
        ? Requirement.NEVER
        : Requirement.all(List.of(QUOTED_VALUE, contains(one('\\'), behind)));
  }

  /**
   * The name of a JSON member, in any case and with any number of {@code _} in it: every two
   * letters of it that follow one another.
   */
  static Requirement named(String normalised) {
    List<Requirement> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < normalised.length(); i++) {
      char one = normalised.charAt(i);
      char other = normalised.charAt(i + 1);
      if (one < 0x80 && other < 0x80 && one != '.' && other != '.') {
        pairs.add(contains(letter(one), letter(other).or(one('_'))));
      }
    }
    return Requirement.all(pairs);
  }
}

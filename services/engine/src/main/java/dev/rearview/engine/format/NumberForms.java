package dev.rearview.engine.format;

import dev.rearview.engine.pattern.ByteClass;
import dev.rearview.engine.pattern.Needle;
import dev.rearview.engine.pattern.Requirement;
import dev.rearview.engine.record.Values;
import java.util.ArrayList;
import java.util.List;

/**
 * How a whole number may be written: {@code 503}, {@code 0503}, {@code 503.0}, {@code 5.03e2},
 * {@code 502.99999999999999999}, as a number or as text.
 */
final class NumberForms {
  /** Up to here a decimal fraction that is read as the number has four nines in a row. */
  private static final long MAX = 999_999_999;

  private static final long MIN = 10;

  /** From here on doubles are shown with an exponent. */
  private static final long DOUBLES_SHOWN_WHOLE = 1_000_000_000_000_000L;

  private static final String CHARACTERS = "0123456789.eE+- ";

  private NumberForms() {}

  /** What the bytes contain of every value that is equal to the number. */
  static Requirement of(long number) {
    long magnitude = Math.abs(number);
    if (number == Long.MIN_VALUE || magnitude < MIN || magnitude >= DOUBLES_SHOWN_WHOLE) {
      return Requirement.ALWAYS;
    }
    String digits = Long.toString(magnitude);
    if (magnitude > MAX) {
      return ofLong(digits, Long.toString(magnitude - 1));
    }
    return Requirement.any(
        List.of(
            literal(digits),
            withExponent(digits),
            literal("9999"),
            Writing.escaped(CHARACTERS),
            Writing.quotedPair(CHARACTERS)));
  }

  /**
   * What the bytes contain of every value that is shown as a text.
   *
   * @param plain of a value that is this text
   */
  static Requirement shownAs(String text, Requirement plain) {
    if (text.endsWith("Infinity")) {
      return Requirement.ALWAYS;
    }
    Number number = Values.number(text);
    if (number == null || !Values.text(number).equals(text)) {
      return plain;
    }
    if (number instanceof Long whole) {
      boolean shownByDoubles = Math.abs(whole) < DOUBLES_SHOWN_WHOLE;
      return shownByDoubles ? of(whole) : plain;
    }
    return Requirement.ALWAYS;
  }

  private static Requirement literal(String text) {
    return new Requirement.Contains(Needle.of(text));
  }

  /** One that is read as the number has the digits of the number or of the one below it. */
  private static Requirement ofLong(String digits, String below) {
    int common = 0;
    while (digits.charAt(common) == below.charAt(common)) {
      common++;
    }
    if (common < 4 || digits.length() != below.length()) {
      return Requirement.ALWAYS;
    }
    Requirement halves =
        Requirement.any(
            List.of(
                literal(digits.substring(0, common / 2)),
                literal(digits.substring(common / 2, common))));
    ByteClass point = ByteClass.DIGIT.or(Writing.one('.'));
    ByteClass after = ByteClass.DIGIT.or(Writing.anyOf("+-"));
    Requirement fraction =
        Requirement.any(
            List.of(literal(".9"), Writing.contains(point, Writing.letter('e'), after)));
    return Requirement.any(
        List.of(
            literal(digits),
            Requirement.all(List.of(halves, fraction)),
            Writing.escaped(CHARACTERS),
            Writing.quotedPair(CHARACTERS)));
  }

  /** A point stands among the digits, or zeros at their end are not written. */
  private static Requirement withExponent(String digits) {
    List<Requirement> mantissas = new ArrayList<>();
    String significant = digits.replaceAll("0+$", "");
    for (int point = 1; point < significant.length(); point++) {
      mantissas.add(literal(significant.substring(0, point) + "." + significant.substring(point)));
    }
    ByteClass mark = Writing.letter('e');
    ByteClass after = ByteClass.DIGIT.or(Writing.anyOf("+-"));
    if (significant.length() < digits.length()) {
      char last = significant.charAt(significant.length() - 1);
      mantissas.add(Writing.contains(Writing.anyOf("0." + last), mark, after));
    }
    return Requirement.all(
        List.of(
            Writing.contains(ByteClass.DIGIT.or(Writing.one('.')), mark, after),
            Requirement.any(mantissas)));
  }
}

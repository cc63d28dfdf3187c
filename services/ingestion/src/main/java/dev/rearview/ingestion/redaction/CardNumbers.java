package dev.rearview.ingestion.redaction;

import java.util.regex.Pattern;

/**
 * Numbers of payment cards: the length and first digits of an issuer (ISO/IEC 7812), and the check
 * digit (Luhn). Written in one piece or in the groups that are printed on cards.
 */
final class CardNumbers {
  /** Not inside a word, a UUID, a fraction or a longer number. */
  static final Pattern CANDIDATE =
      Pattern.compile(
          "(?<![\\p{L}\\d_])(?<!\\d[-.])"
              + "(?:\\d{14,19}"
              + "|\\d{4}([ -])\\d{4}\\1\\d{4}\\1\\d{4}(?:\\1\\d{3})?"
              + "|\\d{4}([ -])\\d{6}\\2\\d{4,5})"
              + "(?![\\p{L}\\d_])(?![-.]\\d)");

  private static final int MIN_DIGITS = 14;
  private static final int MIN_GROUP = 4;

  private CardNumbers() {}

  /**
   * Whether enough digits follow one another, with at most one blank or dash after each four or
   * more of them; a look that is cheaper than the pattern.
   */
  static boolean mayHold(String text) {
    int digits = 0;
    int group = 0;
    for (int i = 0; i < text.length() && digits < MIN_DIGITS; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
        group++;
      } else {
        boolean goesOn = (c == ' ' || c == '-') && group >= MIN_GROUP;
        digits = goesOn ? digits : 0;
        group = 0;
      }
    }
    return digits >= MIN_DIGITS;
  }

  /** Whether these digits, without separators, are a card's number. */
  static boolean isCard(String digits) {
    return hasIssuer(digits) && passesLuhn(digits);
  }

  private static boolean hasIssuer(String digits) {
    int first = prefix(digits, 1);
    int two = prefix(digits, 2);
    int three = prefix(digits, 3);
    int four = prefix(digits, 4);
    return switch (digits.length()) {
      case 14 -> two == 36 || two == 38 || two == 39 || (three >= 300 && three <= 305);
      case 15 -> two == 34 || two == 37;
      case 16 ->
          first == 4
              || (two >= 50 && two <= 58)
              || (four >= 2221 && four <= 2720)
              || (four >= 3528 && four <= 3589)
              || four == 6011
              || four == 6304
              || four == 6759
              || (three >= 644 && three <= 659)
              || (two >= 60 && two <= 62 && first == 6)
              || (four >= 2200 && four <= 2204)
              || two == 81;
      case 17, 18 -> two == 62;
      case 19 -> first == 4 || two == 62;
      default -> false;
    };
  }

  private static int prefix(String digits, int length) {
    return digits.length() < length ? -1 : Integer.parseInt(digits.substring(0, length));
  }

  private static boolean passesLuhn(String digits) {
    int sum = 0;
    boolean allEqual = true;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      allEqual &= digits.charAt(i) == digits.charAt(0);
      int doubled = i % 2 == 1 ? digit * 2 : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0 && !allEqual;
  }
}

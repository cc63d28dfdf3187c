package dev.rearview.engine.template;

import java.util.ArrayList;
import java.util.List;

/** A message as tokens between blanks, with what is surely variable masked. */
final class Tokens {
  static final String VARIABLE = "<*>";

  private Tokens() {}

  static boolean isVariable(String token) {
    return token.contains(VARIABLE);
  }

  static String[] of(String message, int maxTokens) {
    List<String> tokens = new ArrayList<>();
    int start = 0;
    int length = message.length();
    while (start < length && tokens.size() < maxTokens) {
      while (start < length && Character.isWhitespace(message.charAt(start))) {
        start++;
      }
      int end = start;
      while (end < length && !Character.isWhitespace(message.charAt(end))) {
        end++;
      }
      if (end > start) {
        tokens.add(mask(message.substring(start, end)));
      }
      start = end;
    }
    return tokens.toArray(String[]::new);
  }

  /** Puts {@code <*>} in place of each maximal run of letters, digits and dots with a digit. */
  private static String mask(String token) {
    StringBuilder out = new StringBuilder(token.length());
    int start = 0;
    while (start < token.length()) {
      int end = start;
      boolean digit = false;
      while (end < token.length() && isWordCharacter(token.charAt(end))) {
        digit |= Character.isDigit(token.charAt(end));
        end++;
      }
      if (end == start) {
        out.append(token.charAt(start++));
      } else {
        out.append(digit ? VARIABLE : token.substring(start, end));
        start = end;
      }
    }
    return out.toString();
  }

  private static boolean isWordCharacter(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
  }
}

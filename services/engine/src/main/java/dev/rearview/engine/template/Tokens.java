package dev.rearview.engine.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A message as tokens between blanks, with what is surely variable masked. */
final class Tokens {
  static final String VARIABLE = "<*>";

  private static final Set<String> DAYS_AND_MONTHS =
      Set.of(
          "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "May", "Jun",
          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  /** Characters of a message that are looked at. */
  private static final int MAX_LENGTH = 8_192;

  private static final String SEPARATORS = ":,;|/#";

  private Tokens() {}

  static boolean isVariable(String token) {
    return token.contains(VARIABLE);
  }

  static String[] of(String message, int maxTokens) {
    List<String> tokens = new ArrayList<>();
    int start = 0;
    int length = Math.min(message.length(), MAX_LENGTH);
    while (start < length && tokens.size() < maxTokens) {
      while (start < length && Character.isWhitespace(message.charAt(start))) {
        start++;
      }
      int end = start;
      while (end < length && !Character.isWhitespace(message.charAt(end))) {
        end++;
      }
      if (end > start) {
        add(tokens, message.substring(start, end));
      }
      start = end;
    }
    return tokens.toArray(String[]::new);
  }

  /** A list of variables counts as one. */
  private static void add(List<String> tokens, String token) {
    boolean afterUser = !tokens.isEmpty() && tokens.getLast().equals("user");
    String masked = afterUser && isName(token) ? VARIABLE : mask(token);
    int size = tokens.size();
    boolean third =
        size >= 2 && isItem(masked) && isItem(tokens.get(size - 1)) && isItem(tokens.get(size - 2));
    if (!third) {
      tokens.add(masked);
    }
  }

  private static boolean isItem(String masked) {
    return masked.equals(VARIABLE) || masked.equals(VARIABLE + ",");
  }

  private static boolean isName(String token) {
    return token.chars().allMatch(c -> isWordCharacter((char) c));
  }

  /** Masks paths, values, days, months, hosts, and words that hold a digit. */
  private static String mask(String token) {
    if (DAYS_AND_MONTHS.contains(token)) {
      return VARIABLE;
    }
    if (token.equals("()")) {
      return "(" + VARIABLE + ")";
    }
    if (isPath(token) || isHardwareAddress(token) || isAddress(token)) {
      return VARIABLE;
    }
    int equals = token.indexOf('=');
    boolean pair = equals > 0 && equals + 1 < token.length() && isName(token.substring(0, equals));
    return pair ? token.substring(0, equals + 1) + VARIABLE + ending(token) : maskWords(token);
  }

  private static boolean isPath(String token) {
    return token.length() > 2 && token.charAt(0) == '/' && token.indexOf('/', 1) > 0;
  }

  /** A URL, an address of mail, or a path as Windows writes it. */
  private static boolean isAddress(String token) {
    int colon = token.indexOf(':');
    if (colon > 0 && (token.startsWith("://", colon) || token.startsWith(":\\", colon))) {
      return true;
    }
    int at = token.indexOf('@');
    return at > 0 && token.indexOf('.', at) > at + 1;
  }

  /** Pairs of hexadecimal digits with colons between them. */
  private static boolean isHardwareAddress(String token) {
    if (token.length() < 11 || token.length() % 3 != 2) {
      return false;
    }
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (i % 3 == 2 ? c != ':' : Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Small letters with at least two dots between them, as in the name of a host. */
  private static boolean isHostName(String word) {
    int dots = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean between = c == '.' && i > 0 && i + 1 < word.length() && word.charAt(i - 1) != '.';
      dots += between ? 1 : 0;
      if (!between && c != '-' && (c < 'a' || c > 'z')) {
        return false;
      }
    }
    return dots >= 2;
  }

  /** The sign that ends a value and does not belong to it. */
  private static String ending(String token) {
    char last = token.charAt(token.length() - 1);
    return ",;)]}".indexOf(last) >= 0 ? String.valueOf(last) : "";
  }

  private static String maskWords(String token) {
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
        String word = token.substring(start, end);
        out.append(digit || isHostName(word) ? VARIABLE : word);
        collapse(out);
        start = end;
      }
    }
    return out.toString();
  }

  /** Variables with nothing but a separator between them are one: however many there are. */
  private static void collapse(StringBuilder out) {
    int last = out.length() - VARIABLE.length();
    if (last < VARIABLE.length() || !isVariableAt(out, last)) {
      return;
    }
    int before = last;
    while (before > 0 && SEPARATORS.indexOf(out.charAt(before - 1)) >= 0) {
      before--;
    }
    if (before < last && isVariableAt(out, before - VARIABLE.length())) {
      out.setLength(before);
    }
  }

  private static boolean isVariableAt(StringBuilder text, int place) {
    return place >= 0
        && text.charAt(place) == '<'
        && text.charAt(place + 1) == '*'
        && text.charAt(place + 2) == '>';
  }

  private static boolean isWordCharacter(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
  }
}

package dev.rearview.engine.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * The pattern of {@code LIKE}: {@code %} any text, {@code _} one character, {@code \} takes the
 * next one literally. Matching takes time proportional to text times pattern at worst, no more.
 */
public record LikePattern(String text) {

  public boolean matches(String value) {
    int v = 0;
    int p = 0;
    int lastPercent = -1;
    int retry = 0;
    while (v < value.length()) {
      if (p < text.length() && text.charAt(p) == '%') {
        lastPercent = p++;
        retry = v;
      } else if (p < text.length() && one(value.charAt(v), p)) {
        p += text.charAt(p) == '\\' && p + 1 < text.length() ? 2 : 1;
        v++;
      } else if (lastPercent >= 0) {
        p = lastPercent + 1;
        v = ++retry;
      } else {
        return false;
      }
    }
    while (p < text.length() && text.charAt(p) == '%') {
      p++;
    }
    return p == text.length();
  }

  /** The stretches of it that stand for themselves, in order; none is empty. */
  List<String> literals() {
    List<String> literals = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    for (int p = 0; p <= text.length(); p++) {
      char c = p < text.length() ? text.charAt(p) : '%';
      if (c != '%' && c != '_') {
        boolean escape = c == '\\' && p + 1 < text.length();
        run.append(escape ? text.charAt(++p) : c);
      } else if (!run.isEmpty()) {
        literals.add(run.toString());
        run.setLength(0);
      }
    }
    return literals;
  }

  /** Whether it asks no more than that a text contains its one literal. */
  boolean isContains() {
    List<String> literals = literals();
    return literals.size() == 1
        && text.startsWith("%")
        && matches(literals.getFirst())
        && matches("x" + literals.getFirst() + "x");
  }

  private boolean one(char c, int p) {
    char pattern = text.charAt(p);
    if (pattern == '\\' && p + 1 < text.length()) {
      return text.charAt(p + 1) == c;
    }
    return pattern == '_' || pattern == c;
  }
}

package dev.rearview.engine.format;

import dev.rearview.model.TimeSource;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A zone as logs write it.
 *
 * @param length characters that it takes
 * @param source an abbreviation such as CST is used by several zones: that one is an assumption
 */
record ZoneText(ZoneId zone, int length, TimeSource source) {
  private static final int MAX_HOURS = 17;
  private static final ZoneText Z = new ZoneText(ZoneOffset.UTC, 1, TimeSource.REPORTED);

  /** Hours from Greenwich, times 4, of the abbreviations that logs of servers use. */
  private static final Map<String, Integer> QUARTERS =
      Map.ofEntries(
          Map.entry("WET", 0),
          Map.entry("WEST", 4),
          Map.entry("BST", 4),
          Map.entry("CET", 4),
          Map.entry("MET", 4),
          Map.entry("CEST", 8),
          Map.entry("MEST", 8),
          Map.entry("EET", 8),
          Map.entry("EEST", 12),
          Map.entry("MSK", 12),
          Map.entry("IST", 22),
          Map.entry("SGT", 32),
          Map.entry("HKT", 32),
          Map.entry("JST", 36),
          Map.entry("KST", 36),
          Map.entry("AEST", 40),
          Map.entry("AEDT", 44),
          Map.entry("NZST", 48),
          Map.entry("NZDT", 52),
          Map.entry("EST", -20),
          Map.entry("EDT", -16),
          Map.entry("CST", -24),
          Map.entry("CDT", -20),
          Map.entry("MST", -28),
          Map.entry("MDT", -24),
          Map.entry("PST", -32),
          Map.entry("PDT", -28));

  /** The zone that stands there; null where none does. */
  static @Nullable ZoneText at(String text, int from) {
    if (from >= text.length()) {
      return null;
    }
    char first = text.charAt(from);
    if (first == '+' || first == '-') {
      return offset(text, from);
    }
    int end = from;
    while (end < text.length() && isNameCharacter(text.charAt(end))) {
      end++;
    }
    if (end == from + 1 && (first == 'Z' || first == 'z')) {
      return Z;
    }
    return end == from ? null : named(text.substring(from, end));
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '/' || c == '_';
  }

  private static @Nullable ZoneText named(String name) {
    if (name.equals("UTC") || name.equals("GMT")) {
      return new ZoneText(ZoneOffset.UTC, 3, TimeSource.REPORTED);
    }
    Integer quarters = QUARTERS.get(name);
    if (quarters != null) {
      return new ZoneText(
          ZoneOffset.ofTotalSeconds(quarters * 900), name.length(), TimeSource.ASSUMED_ZONE);
    }
    if (name.indexOf('/') <= 0) {
      return null;
    }
    try {
      return new ZoneText(ZoneId.of(name), name.length(), TimeSource.REPORTED);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** {@code +01}, {@code +0100}, {@code +01:00}. */
  private static @Nullable ZoneText offset(String text, int from) {
    int digits = 0;
    int value = 0;
    int at = from + 1;
    while (at < text.length() && digits < 5) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        value = value * 10 + (c - '0');
        digits++;
      } else if (c != ':' || digits != 2 || text.charAt(at - 1) == ':') {
        break;
      }
      at++;
    }
    if ((digits != 2 && digits != 4) || text.charAt(at - 1) == ':') {
      return null;
    }
    int hours = digits == 2 ? value : value / 100;
    int minutes = digits == 2 ? 0 : value % 100;
    if (hours > MAX_HOURS || minutes > 59) {
      return null;
    }
    int seconds = (hours * 60 + minutes) * 60 * (text.charAt(from) == '-' ? -1 : 1);
    return new ZoneText(ZoneOffset.ofTotalSeconds(seconds), at - from, TimeSource.REPORTED);
  }
}

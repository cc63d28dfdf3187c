package dev.rearview.engine.record;

import dev.rearview.model.Level;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of values: when two compare, how they order, how they read as text.
 *
 * <p>Comparing with NULL is NULL. Comparing with a number, text that is one counts as it and other
 * text as NULL. Values of kinds that do not compare (a duration and a level) give NULL.
 */
public final class Values {
  private Values() {}

  /**
   * Compares two values.
   *
   * @return negative, zero or positive; null where the answer is NULL
   */
  public static @Nullable Integer compare(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return null;
    }
    if (left instanceof String a && right instanceof String b) {
      return a.compareTo(b);
    }
    if (left instanceof Number a && right instanceof Number b) {
      return compareNumbers(a, b);
    }
    if (left instanceof String) {
      Integer turned = compareUnlike(right, left);
      return turned == null ? null : -turned;
    }
    return compareUnlike(left, right);
  }

  /** Compares both as text, as ids are. */
  public static @Nullable Integer compareAsText(@Nullable Object left, @Nullable Object right) {
    return left == null || right == null ? null : text(left).compareTo(text(right));
  }

  private static @Nullable Integer compareUnlike(Object left, Object right) {
    return switch (left) {
      case Number a -> {
        if (right instanceof Instant b) {
          yield Long.compare(millis(a), b.toEpochMilli());
        }
        Number b = right instanceof String text ? number(text) : null;
        yield b == null ? null : compareNumbers(a, b);
      }
      case Level a -> {
        Level b =
            right instanceof Level level ? level : Level.of(right instanceof String s ? s : null);
        yield b == null ? null : a.compareTo(b);
      }
      case Instant a -> {
        if (right instanceof Number b) {
          yield Long.compare(a.toEpochMilli(), millis(b));
        }
        Instant b = right instanceof Instant i ? i : right instanceof String s ? instant(s) : null;
        yield b == null ? null : a.compareTo(b);
      }
      case Boolean a -> {
        Boolean b = right instanceof Boolean t ? t : right instanceof String s ? truth(s) : null;
        yield b == null ? null : Boolean.compare(a, b);
      }
      case Duration a -> right instanceof Duration b ? a.compareTo(b) : null;
      default -> left.equals(right) ? 0 : null;
    };
  }

  private static long millis(Number number) {
    return number.longValue();
  }

  private static int compareNumbers(Number a, Number b) {
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    double x = a.doubleValue();
    double y = b.doubleValue();
    if (a instanceof Double && b instanceof Double || Math.abs(x - y) > 2048) {
      return Double.compare(x, y);
    }
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      return Double.compare(x, y);
    }
    return decimal(a).compareTo(decimal(b));
  }

  private static BigDecimal decimal(Number number) {
    return number instanceof Long whole
        ? BigDecimal.valueOf(whole)
        : new BigDecimal(number.doubleValue());
  }

  /** The number that a value is or that its text writes, or null. */
  public static @Nullable Number number(@Nullable Object value) {
    return switch (value) {
      case Number n -> n;
      case String s -> parseNumber(s);
      case null, default -> null;
    };
  }

  private static @Nullable Number parseNumber(String text) {
    String s = text.strip();
    if (s.isEmpty() || s.length() > 40 || !startsLikeNumber(s)) {
      return null;
    }
    try {
      if (isWhole(s)) {
        return Long.valueOf(s);
      }
      double value = Double.parseDouble(s);
      char last = s.charAt(s.length() - 1);
      return Character.isLetter(last) || s.indexOf('x') >= 0 || s.indexOf('X') >= 0
          ? null
          : (Number) value;
    } catch (NumberFormatException e) {
      return isWhole(s) ? (Number) Double.parseDouble(s) : null;
    }
  }

  private static boolean startsLikeNumber(String s) {
    char c = s.charAt(0);
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.';
  }

  private static boolean isWhole(String s) {
    int start = s.charAt(0) == '-' || s.charAt(0) == '+' ? 1 : 0;
    for (int i = start; i < s.length(); i++) {
      if (s.charAt(i) < '0' || s.charAt(i) > '9') {
        return false;
      }
    }
    return s.length() > start;
  }

  private static @Nullable Boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> null;
    };
  }

  private static @Nullable Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** A value as it is shown and as patterns see it. A map or list is JSON. */
  public static String text(Object value) {
    return switch (value) {
      case String s -> s;
      case Double d -> realText(d);
      case Map<?, ?> map -> JsonText.of(map);
      case List<?> list -> JsonText.of(list);
      default -> value.toString();
    };
  }

  private static String realText(double d) {
    return d == Math.rint(d) && Math.abs(d) < 1e15 ? Long.toString((long) d) : Double.toString(d);
  }

  /**
   * The order of {@code ORDER BY}: numbers, truth, durations, times, levels, text, lists, maps.
   * NULLs are last in both directions.
   */
  public static Comparator<@Nullable Object> order(boolean descending) {
    return (a, b) -> {
      if (a == null || b == null) {
        return a == b ? 0 : a == null ? 1 : -1;
      }
      int order = orderNonNull(a, b);
      return descending ? -order : order;
    };
  }

  private static int orderNonNull(Object a, Object b) {
    int rank = Integer.compare(rank(a), rank(b));
    if (rank != 0) {
      return rank;
    }
    Integer order = compare(a, b);
    return order != null ? order : text(a).compareTo(text(b));
  }

  private static int rank(Object value) {
    return switch (value) {
      case Number n -> 0;
      case Boolean b -> 1;
      case Duration d -> 2;
      case Instant i -> 3;
      case Level l -> 4;
      case String s -> 5;
      case List<?> l -> 6;
      default -> 7;
    };
  }

  /**
   * A value as a key of a group or of {@code BY}: whole doubles become longs, so that {@code 5} and
   * {@code 5.0} are one key.
   */
  public static @Nullable Object key(@Nullable Object value) {
    if (value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 9e15) {
      return (long) (double) d;
    }
    return value;
  }
}

package dev.rearview.engine.record;

/**
 * Numbers of things in sentences, as in {@code 1 row} and {@code 1,234 rows}. Without a formatter,
 * whose first use costs more than a short scan.
 */
public final class Amount {
  private Amount() {}

  /** The number and a noun whose plural ends in s. */
  public static String of(long count, String noun) {
    return of(count, noun, noun + "s");
  }

  /** The number, not below 0, and the words for one or for any other number. */
  public static String of(long count, String one, String many) {
    return grouped(count) + ' ' + (count == 1 ? one : many);
  }

  /** The number with a comma before each three digits. */
  public static String grouped(long count) {
    StringBuilder digits = new StringBuilder().append(count);
    for (int place = digits.length() - 3; place > 0; place -= 3) {
      digits.insert(place, ',');
    }
    return digits.toString();
  }
}

package dev.rearview.bench.contender;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an answer says, in a form that does not depend on who gave it: numbers by the texts of their
 * row and their place in it. A count alone has no text.
 */
public record Answer(Map<String, Double> numbers) {
  public Answer {
    numbers = new TreeMap<>(numbers);
  }

  /** An answer of one row with these numbers. */
  public static Answer of(double... row) {
    Map<String, Double> numbers = new TreeMap<>();
    for (int i = 0; i < row.length; i++) {
      numbers.put(key("", i), row[i]);
    }
    return new Answer(numbers);
  }

  static String key(String texts, int place) {
    return texts + "#" + place;
  }

  /**
   * Says in what it differs from the right one; nothing where it does not.
   *
   * @param tolerance by how much a number that is not the first of its row may differ, relative to
   *     the right one: exact counts come first, estimates after them
   */
  public String difference(Answer right, double tolerance) {
    if (!numbers.keySet().equals(right.numbers.keySet())) {
      return "%d numbers instead of %d".formatted(numbers.size(), right.numbers.size());
    }
    for (Map.Entry<String, Double> one : right.numbers.entrySet()) {
      double given = numbers.getOrDefault(one.getKey(), Double.NaN);
      double allowed = one.getKey().endsWith("#0") ? 0 : tolerance * Math.abs(one.getValue());
      if (!(Math.abs(given - one.getValue()) <= allowed)) {
        return "%s is %s instead of %s".formatted(one.getKey(), given, one.getValue());
      }
    }
    return "";
  }
}

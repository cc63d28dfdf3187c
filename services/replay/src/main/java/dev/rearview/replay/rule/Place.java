package dev.rearview.replay.rule;

/**
 * Where something stands in a file of rules.
 *
 * @param file its name, or {@code request}
 * @param line from 1
 * @param column from 1
 */
public record Place(String file, int line, int column) {
  /** A place further on in the same line. */
  Place plus(int columns) {
    return new Place(file, line, column + columns);
  }

  @Override
  public String toString() {
    return "%s, line %d, column %d".formatted(file, line, column);
  }
}

package dev.rearview.timeql.syntax;

import org.jspecify.annotations.Nullable;

/**
 * Where something stands in the statement's text. Positions take no part in the equality of trees:
 * all positions are equal to each other.
 */
public final class Position {
  /** Of what was made, not read. */
  public static final Position NONE = new Position(0, 0);

  private final int line;
  private final int column;

  private Position(int line, int column) {
    this.line = line;
    this.column = column;
  }

  public static Position of(int line, int column) {
    return new Position(line, column);
  }

  /** From 1; 0 where it was not read from a text. */
  public int line() {
    return line;
  }

  /** In characters, from 1; 0 where it was not read from a text. */
  public int column() {
    return column;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Position;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}

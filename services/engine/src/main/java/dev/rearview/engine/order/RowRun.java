package dev.rearview.engine.order;

/** Encoded rows in order, one after the other; which one it stands at decides the order of runs. */
sealed interface RowRun permits RowBuffer, SpilledRun {
  /** Bytes of a row before its values: time, place, position, length. */
  int HEADER = 2 * Long.BYTES + 2 * Integer.BYTES;

  /** Goes to the next row; whether there is one. */
  boolean advance();

  /** Of the row that it stands at. */
  long orderNanos();

  int place();

  long position();

  /** The array that the values lie in. */
  byte[] bytes();

  /** Where the values begin. */
  int from();

  /** How many bytes they take. */
  int length();

  static int compare(RowRun a, RowRun b, Places places) {
    int order = Long.compare(a.orderNanos(), b.orderNanos());
    order = order != 0 ? order : places.compare(a.place(), b.place());
    return order != 0 ? order : Long.compare(a.position(), b.position());
  }
}

package dev.rearview.engine.pattern;

/** One that also counts lines, without leaving its loop at each hit. */
interface DenseSearch extends Search {
  /**
   * Counts lines with a hit. Stops before a line that begins oddly, at the start of the line before
   * it; and at the start of a line that ends near {@code to}.
   *
   * @param from where a line starts
   * @return in the lower half the start of the line where it stopped, in the higher how many
   */
  long count(byte[] bytes, int from, int to, Beginnings beginnings);
}

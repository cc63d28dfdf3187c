package dev.rearview.engine.pattern;

/** Looks for one or several needles. For any number of threads. */
interface Search {
  /**
   * The lowest place where a needle stands.
   *
   * @param bytes at least {@link Finder#PADDING} longer than {@code to}
   * @return not before {@code from}; the needle ends at or before {@code to}; -1 where there is
   *     none
   */
  int next(byte[] bytes, int from, int to);
}

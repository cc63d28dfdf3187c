package dev.rearview.engine.pattern;

/**
 * Looks in a buffer for what a {@link Requirement} asks for. Ordinary use: {@code for (int at =
 * finder.find(b, 0, to); at >= 0; at = finder.find(b, next, to))}, where {@code next} is where the
 * line or record around {@code at} has ended.
 *
 * <p>A finder remembers nothing of a buffer between two calls, but may adapt itself to what it
 * meets: it is for one thread at a time.
 */
public interface Finder {
  /**
   * How many bytes of the buffer must be readable after {@code to}; what they hold does not matter.
   */
  int PADDING = 72;

  /**
   * The index of a byte of the first hit at or after {@code from}, or -1 where there is none before
   * {@code to}. A hit is as {@link #anywhere} or {@link #perLine} says.
   *
   * @param buffer at least {@link #PADDING} bytes longer than {@code to}
   */
  int find(byte[] buffer, int from, int to);

  /**
   * Searches undivided bytes, for records of one line or many, on any boundaries. If a record that
   * lies wholly in {@code [from, to)} satisfies the requirement, the answer lies in it or before
   * it; a hit need not satisfy the requirement.
   */
  static Finder anywhere(Requirement requirement, ByteHistogram histogram) {
    return new FinderPlan(histogram, Lines.KERNELS).anywhere(requirement);
  }

  /**
   * Searches line by line: the answer lies in the first line that satisfies the requirement, and is
   * exact. {@code from} must be where a line starts; {@code to} ends the last one. A newline, or a
   * carriage return and a newline, ends a line; neither is part of its text, and a hit in a line
   * without text is the place of what ends it.
   */
  static Finder perLine(Requirement requirement, ByteHistogram histogram) {
    return new FinderPlan(histogram, Lines.KERNELS).perLine(requirement);
  }
}

package dev.rearview.engine.order;

/**
 * Sorts numbers of rows by a comparison: a stable merge sort that first looks for stretches that
 * are in order already, so that rows which are nearly in order take little more than one look each.
 */
final class IndexSort {
  /** How two rows stand to each other. */
  @FunctionalInterface
  interface Comparison {
    int compare(int a, int b);
  }

  private IndexSort() {}

  static void sort(int[] rows, Comparison comparison) {
    int[] ends = stretches(rows, comparison);
    int count = ends[rows.length];
    int[] from = rows;
    int[] to = count > 1 ? new int[rows.length] : rows;
    while (count > 1) {
      int merged = 0;
      for (int i = 0; i < count; i += 2) {
        int low = i == 0 ? 0 : ends[i - 1];
        int middle = ends[i];
        int high = i + 1 < count ? ends[i + 1] : middle;
        merge(from, low, middle, high, to, comparison);
        ends[merged++] = high;
      }
      count = merged;
      int[] other = from;
      from = to;
      to = other;
    }
    if (from != rows) {
      System.arraycopy(from, 0, rows, 0, rows.length);
    }
  }

  /** The ends of the stretches in order; how many they are is the last number. */
  private static int[] stretches(int[] rows, Comparison comparison) {
    int[] ends = new int[rows.length + 1];
    int count = 0;
    for (int i = 1; i <= rows.length; i++) {
      if (i == rows.length || comparison.compare(rows[i - 1], rows[i]) > 0) {
        ends[count++] = i;
      }
    }
    ends[rows.length] = count;
    return ends;
  }

  private static void merge(
      int[] from, int low, int middle, int high, int[] to, Comparison comparison) {
    int left = low;
    int right = middle;
    for (int i = low; i < high; i++) {
      boolean takesLeft =
          left < middle && (right >= high || comparison.compare(from[left], from[right]) <= 0);
      to[i] = takesLeft ? from[left++] : from[right++];
    }
  }
}

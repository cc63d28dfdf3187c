package dev.rearview.engine.aggregate;

import java.util.Arrays;

/**
 * Counts by the numbers of buckets. There are at most {@link #MOST}; beyond, the lowest fall
 * together.
 */
final class BucketCounts {
  static final int MOST = 8_192;

  /** So many of the lowest fall together at once, so that this is seldom done. */
  private static final int JOINED = MOST / 8;

  /** Open addressing; a count of 0 is an empty place. Never more than half full. */
  private int[] numbers = new int[8];

  private long[] counts = new long[8];
  private int size;

  /** What is below is counted here. */
  private int lowest = Integer.MIN_VALUE;

  /**
   * Counts.
   *
   * @param n 1 at least
   */
  void add(int number, long n) {
    int place = place(Math.max(number, lowest));
    if (counts[place] == 0) {
      numbers[place] = Math.max(number, lowest);
      size++;
    }
    counts[place] += n;
    if (size > MOST) {
      joinLowest();
    } else if (2 * size > numbers.length) {
      rebuild(2 * numbers.length);
    }
  }

  private int place(int number) {
    int mask = numbers.length - 1;
    int place = number * 0x9E3779B9 >>> 8 & mask;
    while (counts[place] != 0 && numbers[place] != number) {
      place = place + 1 & mask;
    }
    return place;
  }

  private void joinLowest() {
    lowest = sorted()[JOINED];
    rebuild(numbers.length);
  }

  private void rebuild(int room) {
    int[] oldNumbers = numbers;
    long[] oldCounts = counts;
    numbers = new int[room];
    counts = new long[room];
    size = 0;
    for (int i = 0; i < oldNumbers.length; i++) {
      if (oldCounts[i] != 0) {
        add(oldNumbers[i], oldCounts[i]);
      }
    }
  }

  /** The numbers of buckets, ascending. */
  int[] sorted() {
    int[] all = new int[size];
    int found = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (counts[i] != 0) {
        all[found++] = numbers[i];
      }
    }
    Arrays.sort(all);
    return all;
  }

  /** What was counted of a bucket. */
  long count(int number) {
    return counts[place(number)];
  }
}

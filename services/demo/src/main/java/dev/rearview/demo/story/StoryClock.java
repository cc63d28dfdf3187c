package dev.rearview.demo.story;

/**
 * Times of the story. They are told as if the demo began at 15:55:00: {@code at(47, 23, 0)} is
 * 15:47:23 then, and 7 minutes 37 seconds before the start whenever that is.
 *
 * @param startMs when the demo begins, epoch milliseconds
 */
record StoryClock(long startMs) {
  private static final int START_MINUTE = 55;

  long at(int minute, int second, int millisecond) {
    return startMs + ((minute - START_MINUTE) * 60L + second) * 1_000 + millisecond;
  }

  long minutesBefore(int minutes) {
    return startMs - minutes * 60_000L;
  }
}

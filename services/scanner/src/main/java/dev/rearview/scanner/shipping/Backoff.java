package dev.rearview.scanner.shipping;

import java.time.Duration;

/** Waits that double from a first to a last. */
final class Backoff {
  private final Duration first;
  private final Duration last;
  private Duration next;

  Backoff(Duration first, Duration last) {
    this.first = first;
    this.last = last;
    this.next = first;
  }

  Duration next() {
    Duration now = next;
    Duration doubled = now.multipliedBy(2);
    next = doubled.compareTo(last) > 0 ? last : doubled;
    return now;
  }

  void reset() {
    next = first;
  }
}

package dev.rearview.causality.edge;

import dev.rearview.causality.event.Mark;

/** The time between two events, in words, and how belief fades with it. */
final class Gap {
  private Gap() {}

  static String words(Mark cause, Mark effect) {
    return words(effect.ms() - cause.ms());
  }

  static String words(long ms) {
    if (ms < 1_000) {
      return ms + " ms";
    }
    if (ms < 60_000) {
      return "%d.%d s".formatted(ms / 1_000, ms % 1_000 / 100);
    }
    return "%d min %d s".formatted(ms / 60_000, ms % 60_000 / 1_000);
  }

  /** Belief after the gap where it halves each {@code halfLifeMs}, down to a quarter of it. */
  static double fade(double confidence, Mark cause, Mark effect, long halfLifeMs) {
    double gap = Math.max(0, effect.ms() - cause.ms());
    return confidence * Math.max(0.25, Math.pow(0.5, gap / halfLifeMs));
  }
}

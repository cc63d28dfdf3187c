package dev.rearview.bench.data;

import java.util.SplittableRandom;

/** Seeded choices. */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** True once in so many times. */
  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** From 0 to below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  long bits() {
    return random.nextLong();
  }

  String of(String[] texts) {
    return texts[random.nextInt(texts.length)];
  }

  /** A length of time with a long tail, as that of requests is: median about the scale. */
  int latency(int scale) {
    double u = random.nextDouble();
    return (int) (scale * Math.min(200, u / (1 - u)));
  }
}

package dev.rearview.bench.data;

/** When every log begins. */
final class Beginning {
  /** 2024-01-15 00:00:00 UTC. */
  static final long MS = 1_705_276_800_000L;

  private Beginning() {}
}

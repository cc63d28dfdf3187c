package dev.rearview.engine.sequence;

/**
 * Bounds of a {@link SequenceMachine}.
 *
 * @param maxKeys keys with an open match at once
 * @param maxOpen beginnings of matches at once, over all keys
 * @param maxRows rows kept of one match where all rows are wanted
 * @param live whether to give matches that still wait for an absence as PROVISIONAL
 */
public record SequenceLimits(int maxKeys, int maxOpen, int maxRows, boolean live) {
  public static final SequenceLimits DEFAULT = new SequenceLimits(200_000, 200_000, 10_000, false);

  public static final SequenceLimits LIVE = new SequenceLimits(200_000, 200_000, 10_000, true);

  /** For one of several machines that share the keys. */
  public SequenceLimits share(int machines) {
    return new SequenceLimits(
        Math.max(1, maxKeys / machines), Math.max(1, maxOpen / machines), maxRows, live);
  }

  public SequenceLimits {
    if (maxKeys < 1 || maxOpen < 1 || maxRows < 1) {
      throw new IllegalArgumentException("sequence limits must be above zero");
    }
  }
}

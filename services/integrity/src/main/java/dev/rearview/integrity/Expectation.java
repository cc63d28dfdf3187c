package dev.rearview.integrity;

import org.jspecify.annotations.Nullable;

/**
 * What somebody knows about a log from elsewhere, and wants it held against.
 *
 * @param firstSeq the number at which it must begin; at least 1
 * @param prevHash the hash before that entry, hex; null: unknown, the first entry's own claim is
 *     taken, as for an export of a part of a log
 * @param size the sequence number that the log must at least reach; 0: not known
 * @param head the hash of entry {@code size}, hex; null: not known
 */
public record Expectation(
    long firstSeq, @Nullable String prevHash, long size, @Nullable String head) {
  public Expectation {
    if (firstSeq < 1) {
      throw new IllegalArgumentException("the first entry is at least 1, not " + firstSeq);
    }
    if (size < 0) {
      throw new IllegalArgumentException("a log's size is not negative: " + size);
    }
    if (head != null && size == 0) {
      throw new IllegalArgumentException("an expected head needs the size that it belongs to");
    }
  }

  /** A log from its beginning, of any length. */
  public static Expectation wholeLog() {
    return new Expectation(1, HashChain.GENESIS, 0, null);
  }

  /** A log from its beginning that reaches this number, where it has this hash (null: any). */
  public static Expectation reaching(long size, @Nullable String head) {
    return new Expectation(1, HashChain.GENESIS, size, head);
  }

  /** A part of a log that begins at this number; what lies before is not known. */
  public static Expectation partFrom(long firstSeq) {
    return new Expectation(firstSeq, firstSeq == 1 ? HashChain.GENESIS : null, 0, null);
  }
}

package dev.rearview.integrity;

import dev.rearview.integrity.note.Checkpoint;
import dev.rearview.integrity.note.PruneRecord;
import dev.rearview.integrity.tree.CompactRange;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody knows about a log from elsewhere, and wants it held against.
 *
 * @param firstSeq the number at which it must begin; at least 1
 * @param prevHash the hash before that entry, hex; null: unknown, the first entry's own claim is
 *     taken, as for an export of a part of a log
 * @param size the sequence number that the log must at least reach; 0: not known
 * @param head the hash of entry {@code size}, hex; null: not known
 * @param tree the tree of the entries before the first; null: not known, so that no root is
 * @param checkpoints that were kept; the log must reach each and have its root there
 */
public record Expectation(
    long firstSeq,
    @Nullable String prevHash,
    long size,
    @Nullable String head,
    @Nullable CompactRange tree,
    List<Checkpoint> checkpoints) {
  public Expectation {
    checkpoints = List.copyOf(checkpoints);
    if (firstSeq < 1) {
      throw new IllegalArgumentException("the first entry is at least 1, not " + firstSeq);
    }
    if (size < 0) {
      throw new IllegalArgumentException("a log's size is not negative: " + size);
    }
    if (head != null && size == 0) {
      throw new IllegalArgumentException("an expected head needs the size that it belongs to");
    }
    if (tree != null && tree.size() != firstSeq - 1) {
      throw new IllegalArgumentException(
          "a tree of %d leaves before entry %d".formatted(tree.size(), firstSeq));
    }
  }

  /** A log from its beginning, of any length. */
  public static Expectation wholeLog() {
    return reaching(0, null);
  }

  /** A log from its beginning that reaches this number, where it has this hash (null: any). */
  public static Expectation reaching(long size, @Nullable String head) {
    return new Expectation(1, HashChain.GENESIS, size, head, CompactRange.EMPTY, List.of());
  }

  /** A part of a log that begins at this number; what lies before is not known. */
  public static Expectation partFrom(long firstSeq) {
    return firstSeq == 1 ? wholeLog() : new Expectation(firstSeq, null, 0, null, null, List.of());
  }

  /** A log whose beginning was given up, which this record says. */
  public static Expectation prunedAt(PruneRecord record) {
    return new Expectation(
        record.boundary() + 1,
        HexFormat.of().formatHex(record.chainHash()),
        0,
        null,
        record.tree(),
        List.of());
  }

  /** The same, held against kept checkpoints. */
  public Expectation against(List<Checkpoint> kept) {
    return new Expectation(firstSeq, prevHash, size, head, tree, kept);
  }

  /** The number that the log must at least reach. */
  public long least() {
    return checkpoints.stream().mapToLong(Checkpoint::size).reduce(size, Math::max);
  }
}

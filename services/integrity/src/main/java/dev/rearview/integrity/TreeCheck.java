package dev.rearview.integrity;

import dev.rearview.integrity.note.Checkpoint;
import dev.rearview.integrity.tree.CompactRange;
import dev.rearview.integrity.tree.TreeHasher;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Grows the tree over a log's leaves and holds its root against kept checkpoints. Where the leaves
 * of an entry are not known, neither is any root from there on.
 */
final class TreeCheck {
  private static final HexFormat HEX = HexFormat.of();

  private final TreeHasher hasher = new TreeHasher();
  private final List<Checkpoint> checkpoints;
  private @Nullable CompactRange tree;
  private int next;
  private long held;
  private boolean differs;

  /**
   * A tree that has not grown yet.
   *
   * @param before the tree of the entries before the first; null: not known
   * @param checkpoints what was kept, in any order
   */
  TreeCheck(@Nullable CompactRange before, List<Checkpoint> checkpoints) {
    this.tree = before;
    this.checkpoints =
        checkpoints.stream().sorted(Comparator.comparingLong(Checkpoint::size)).toList();
    while (before != null && next < this.checkpoints.size() && due().size() < before.size()) {
      next++;
    }
  }

  private Checkpoint due() {
    return checkpoints.get(next);
  }

  /** A checkpoint that says another root, and where the entries may begin to differ. */
  record Difference(long firstSeq, Checkpoint checkpoint, String root) {}

  /**
   * Holds what there is so far against the checkpoints of that size; answers the first difference.
   */
  @Nullable Difference compare() {
    CompactRange now = tree;
    if (now == null || next == checkpoints.size() || due().size() > now.size()) {
      return null;
    }
    byte[] root = now.root(hasher);
    Difference found = null;
    for (; next < checkpoints.size() && due().size() == now.size(); next++) {
      if (Arrays.equals(due().root(), root)) {
        held = differs ? held : now.size();
      } else if (!differs) {
        differs = true;
        found = new Difference(held + 1, due(), HEX.formatHex(root));
      }
    }
    return found;
  }

  /** Takes an entry's leaf; what is not the next one makes the tree unknown. */
  void append(long seq, byte[] leaf) {
    CompactRange now = tree;
    if (now != null) {
      tree = now.size() + 1 == seq ? now.append(leaf, hasher) : null;
    }
  }

  void lose() {
    tree = null;
  }

  /** The largest size at which the log agrees with a kept checkpoint; 0: none. */
  long held() {
    return held;
  }

  /** The root of all entries, hex; null where it is not known. */
  @Nullable String root() {
    CompactRange now = tree;
    return now == null ? null : HEX.formatHex(now.root(hasher));
  }
}

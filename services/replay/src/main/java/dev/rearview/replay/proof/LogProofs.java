package dev.rearview.replay.proof;

import dev.rearview.integrity.note.Checkpoint;
import dev.rearview.integrity.note.NoteException;
import dev.rearview.integrity.note.PruneRecord;
import dev.rearview.integrity.note.SignedNote;
import dev.rearview.integrity.tree.CompactRange;
import dev.rearview.integrity.tree.Nodes;
import dev.rearview.integrity.tree.Proofs;
import dev.rearview.integrity.tree.Tiles;
import dev.rearview.proto.CheckpointKeys;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.OrderedBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Proves things about a world's log. */
public final class LogProofs {
  private final TreeHoldings holdings;

  public LogProofs(TreeHoldings holdings) {
    this.holdings = holdings;
  }

  /**
   * That an entry is in the log.
   *
   * @param seq the entry
   * @param size the log's size that it is proven for
   * @param leaf the entry's leaf hash
   * @param root the tree's root at that size
   * @param hashes from the leaf's sibling up
   */
  public record Inclusion(
      String world, long seq, long size, byte[] leaf, byte[] root, List<byte[]> hashes) {}

  /**
   * That a log is the beginning of a larger one.
   *
   * @param from the smaller size
   * @param to the larger size
   * @param hashes as RFC 6962, section 2.1.2, orders them
   */
  public record Consistency(
      String world, long from, long to, byte[] fromRoot, byte[] toRoot, List<byte[]> hashes) {}

  /**
   * Proves an entry.
   *
   * @param size 0: that of the newest checkpoint
   */
  public Inclusion inclusion(String world, long seq, long size) {
    return proven(
        world,
        tiles -> {
          long whole = size(tiles, world, size);
          if (seq < 1 || seq > whole) {
            throw RefusedException.wrong(
                "bad_seq",
                "seq must be 1 to the size %d that is asked for, not %d".formatted(whole, seq));
          }
          Tiles nodes = new Tiles(tiles);
          Proofs proofs = new Proofs(nodes);
          return new Inclusion(
              world,
              seq,
              whole,
              nodes.node(0, seq - 1),
              proofs.root(whole),
              proofs.inclusion(seq - 1, whole));
        });
  }

  /**
   * Proves that the log grew from one size to another.
   *
   * @param to 0: that of the newest checkpoint
   */
  public Consistency consistency(String world, long from, long to) {
    return proven(
        world,
        tiles -> {
          long whole = size(tiles, world, to);
          if (from < 1 || from > whole) {
            throw RefusedException.wrong(
                "bad_size", "from must be 1 to the size %d, not %d".formatted(whole, from));
          }
          Proofs proofs = new Proofs(new Tiles(tiles));
          return new Consistency(
              world,
              from,
              whole,
              proofs.root(from),
              proofs.root(whole),
              proofs.consistency(from, whole));
        });
  }

  /**
   * What a prune record says of the log at a boundary; the sequencer signs it.
   *
   * @param boundary the last entry that is given up, at least 1
   * @param chainHash that entry's hash, 32 bytes
   */
  public PruneRecord pruneRecord(String world, long boundary, byte[] chainHash, long nowMs) {
    if (boundary < 1) {
      throw RefusedException.wrong(
          "bad_size", "the boundary is at least 1, not %d".formatted(boundary));
    }
    CompactRange tree =
        proven(world, tiles -> new Proofs(new Tiles(tiles)).range(size(tiles, world, boundary)));
    return new PruneRecord(newest(world).origin(), chainHash, tree, nowMs);
  }

  private <T> T proven(String world, Function<StoredTiles, T> proof) {
    try {
      return proof.apply(new StoredTiles(holdings.tree(world), world));
    } catch (Nodes.MissingNodeException e) {
      throw RefusedException.notNow(
          "tree_incomplete",
          "the tree of world '%s' is still being built: %s".formatted(world, e.getMessage()));
    }
  }

  private long size(StoredTiles tiles, String world, long asked) {
    if (asked < 0) {
      throw RefusedException.wrong("bad_size", "a log's size is not negative: " + asked);
    }
    long size = asked == 0 ? newest(world).size() : asked;
    long known = tiles.size();
    if (size > known && asked == 0) {
      throw RefusedException.notNow(
          "tree_incomplete",
          "the tree of world '%s' has %d of %d entries yet".formatted(world, known, size));
    }
    if (size > known) {
      throw RefusedException.wrong(
          "bad_size",
          "the tree of world '%s' has %d entries, not %d".formatted(world, known, size));
    }
    return size;
  }

  private Checkpoint newest(String world) {
    try {
      return Checkpoint.parse(SignedNote.parse(checkpoint(world)).text());
    } catch (NoteException e) {
      throw new IllegalStateException(
          "the newest checkpoint of world '%s' is none".formatted(world), e);
    }
  }

  /** The newest checkpoint: a signed note. */
  public String checkpoint(String world) {
    return note(CheckpointKeys.checkpoint(world))
        .orElseThrow(() ->
            RefusedException.missing(
                "no_checkpoint", "there is no checkpoint of world '%s' yet".formatted(world)));
  }

  /** Where the log was pruned last: a signed note. */
  public String pruned(String world) {
    return note(CheckpointKeys.prune(world))
        .orElseThrow(() ->
            RefusedException.missing(
                "not_pruned", "the log of world '%s' was never pruned".formatted(world)));
  }

  private Optional<String> note(String key) {
    byte[] note = holdings.notes().get(key.getBytes(StandardCharsets.UTF_8));
    return Optional.ofNullable(note).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** The public keys that checkpoints were ever signed with, as vkeys. */
  public List<String> keys() {
    byte[] first = CheckpointKeys.publicKeys().getBytes(StandardCharsets.UTF_8);
    byte[] last = (CheckpointKeys.publicKeys() + '\uffff').getBytes(StandardCharsets.UTF_8);
    List<String> keys = new ArrayList<>();
    try (Cursor<OrderedBytes.Entry> found = holdings.notes().range(first, last)) {
      while (found.hasNext()) {
        keys.add(new String(found.next().value(), StandardCharsets.UTF_8));
      }
    }
    return keys;
  }
}

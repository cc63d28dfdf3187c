package dev.rearview.ingestion.checkpoint;

import dev.rearview.integrity.note.Checkpoint;
import dev.rearview.integrity.note.NoteException;
import dev.rearview.integrity.note.NoteSigner;
import dev.rearview.integrity.note.Origins;
import dev.rearview.integrity.note.PruneRecord;
import dev.rearview.integrity.note.SignedNote;
import dev.rearview.integrity.note.VerifierKey;
import dev.rearview.integrity.tree.CompactRange;
import dev.rearview.integrity.tree.TreeHasher;
import java.time.Duration;
import java.util.List;

/**
 * Who keeps the log, and signs for it.
 *
 * @param name the first part of each log's origin
 * @param signers its keys, at least one; while one takes the place of another, both sign
 * @param interval how long entries stay without a checkpoint, 100 milliseconds to 1 hour
 */
public record Keeper(String name, List<NoteSigner> signers, Duration interval) {
  public Keeper {
    signers = List.copyOf(signers);
    if (signers.isEmpty()) {
      throw new IllegalArgumentException("checkpoints are signed by at least one key");
    }
    if (interval.toMillis() < 100 || interval.toHours() > 1) {
      throw new IllegalArgumentException(
          "the interval of checkpoints must be 100 ms to 1 hour, not " + interval);
    }
  }

  /** A checkpoint of a world's log. */
  public SignedNote checkpoint(String world, CompactRange tree, long nowMs) {
    byte[] root = tree.root(new TreeHasher());
    Checkpoint checkpoint = new Checkpoint(Origins.of(name, world), tree.size(), root, nowMs);
    return SignedNote.sign(checkpoint.text(), signers);
  }

  /**
   * A prune record, signed.
   *
   * @param text of the record
   * @param tree of the world's log now
   * @throws NoteException where the text is no record of this world's log, gives up what is not
   *     there yet, or, giving up all, does not fit what is there
   */
  public SignedNote prune(String world, String text, CompactRange tree) throws NoteException {
    PruneRecord record = PruneRecord.parse(text);
    if (!record.origin().equals(Origins.of(name, world))) {
      throw new NoteException(
          2,
          "a prune record of '%s' for the log '%s'"
              .formatted(record.origin(), Origins.of(name, world)));
    }
    if (record.boundary() > tree.size()) {
      throw new NoteException(
          3,
          "the log of world '%s' has %d entries, so that %d cannot be pruned"
              .formatted(world, tree.size(), record.boundary()));
    }
    if (record.boundary() == tree.size() && !record.tree().equals(tree)) {
      throw new NoteException(5, "the tree is not that of the log of world '%s'".formatted(world));
    }
    return SignedNote.sign(record.text(), signers);
  }

  /** The keys that verify what it signs. */
  public List<VerifierKey> verifiers() {
    return signers.stream().map(NoteSigner::verifier).toList();
  }
}

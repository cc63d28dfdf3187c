package dev.rearview.integrity.export;

import dev.rearview.integrity.Expectation;
import dev.rearview.integrity.note.Checkpoint;
import dev.rearview.integrity.note.NoteException;
import dev.rearview.integrity.note.PruneRecord;
import dev.rearview.integrity.note.SignedNote;
import dev.rearview.integrity.note.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody kept of logs, away from them: checkpoints and prune records, and the keys that are
 * trusted.
 *
 * <p>Of the notes that stand in a log itself, checkpoints count where a trusted key signed them:
 * nobody else can have made them, but whoever cut the log may have cut them off, too, so that they
 * prove damage and never wholeness. Prune records count where a trusted key signed them, or where
 * there is no key.
 */
public final class KeptNotes implements LogKnowledge {
  /**
   * Most checkpoints of a world that are taken from the log itself; beyond, every other is left
   * out.
   */
  private static final int MAX_OF_THE_LOG = 20_000;

  private final List<VerifierKey> keys;
  private final Map<String, List<Checkpoint>> checkpoints = new TreeMap<>();
  private final Map<String, List<Checkpoint>> ofTheLog = new TreeMap<>();
  private final Map<String, PruneRecord> pruned = new TreeMap<>();
  private final List<String> remarks = new ArrayList<>();

  /**
   * Nothing kept yet.
   *
   * @param keys that are trusted; empty: signatures are not looked at
   */
  public KeptNotes(List<VerifierKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Adds a kept note.
   *
   * @throws NoteException where it is neither a checkpoint nor a prune record, is signed by none of
   *     the trusted keys, or carries a bad signature of one of them
   */
  public void keep(SignedNote note) throws NoteException {
    String fault = distrust(note);
    if (!fault.isEmpty()) {
      throw new NoteException(0, fault);
    }
    if (PruneRecord.isOne(note.text())) {
      take(PruneRecord.parse(note.text()));
      return;
    }
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    checkpoints.computeIfAbsent(checkpoint.world(), world -> new ArrayList<>()).add(checkpoint);
  }

  @Override
  public void learn(SignedNote note) throws NoteException {
    if (!PruneRecord.isOne(note.text())) {
      if (note.trust(keys) == SignedNote.Trust.SIGNED) {
        learn(Checkpoint.parse(note.text()));
      }
      return;
    }
    PruneRecord record = PruneRecord.parse(note.text());
    String fault = distrust(note);
    if (!fault.isEmpty()) {
      remarks.add(
          "the prune record of world %s that stands in the log does not count: %s"
              .formatted(record.world(), fault));
    } else if (pruned.get(record.world()) == null) {
      if (keys.isEmpty()) {
        remarks.add(
            "the log of world %s begins behind a prune record whose signature was not checked: no key was given"
                .formatted(record.world()));
      }
      take(record);
    }
  }

  private void learn(Checkpoint checkpoint) {
    List<Checkpoint> known =
        ofTheLog.computeIfAbsent(checkpoint.world(), world -> new ArrayList<>());
    known.add(checkpoint);
    if (known.size() > MAX_OF_THE_LOG) {
      List<Checkpoint> some = new ArrayList<>();
      for (int i = known.size() % 2 == 0 ? 1 : 0; i < known.size(); i += 2) {
        some.add(known.get(i));
      }
      ofTheLog.put(checkpoint.world(), some);
    }
  }

  private void take(PruneRecord record) {
    pruned.merge(record.world(), record, (a, b) -> a.boundary() >= b.boundary() ? a : b);
  }

  /** Why a note is not trusted; empty where it is, or where no key was given. */
  private String distrust(SignedNote note) {
    if (keys.isEmpty()) {
      return "";
    }
    String signers =
        note.signatures().stream()
            .map(signature -> signature.name() + "+" + signature.keyNumber())
            .collect(Collectors.joining(", "));
    return switch (note.trust(keys)) {
      case SIGNED -> "";
      case UNKNOWN_KEY ->
          "it is signed by %s, which is none of the trusted keys".formatted(signers);
      case BAD_SIGNATURE -> "bad signature: what %s signed was another text".formatted(signers);
    };
  }

  @Override
  public Expectation expectation(String world) {
    PruneRecord record = pruned.get(world);
    Expectation beginning = record == null ? Expectation.wholeLog() : Expectation.prunedAt(record);
    List<Checkpoint> all = new ArrayList<>(checkpoints.getOrDefault(world, List.of()));
    all.addAll(ofTheLog.getOrDefault(world, List.of()));
    return beginning.against(all);
  }

  /** The worlds of which checkpoints were kept. */
  public Set<String> worlds() {
    return Set.copyOf(checkpoints.keySet());
  }

  /**
   * The largest size of a kept checkpoint that a world's log could be held against; 0: none. A
   * checkpoint of what was pruned is none.
   */
  public long newest(String world) {
    PruneRecord record = pruned.get(world);
    long newest =
        checkpoints.getOrDefault(world, List.of()).stream()
            .mapToLong(Checkpoint::size)
            .max()
            .orElse(0);
    return record == null || newest >= record.boundary() ? newest : 0;
  }

  /** Where a world's log was pruned last; null: it was not, as far as is known. */
  public @Nullable PruneRecord pruned(String world) {
    return pruned.get(world);
  }

  /** Whether signatures are looked at. */
  public boolean checksSignatures() {
    return !keys.isEmpty();
  }

  /** What the reader of a result should know. */
  public List<String> remarks() {
    return List.copyOf(remarks);
  }
}

package dev.rearview.replay.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rearview.model.StateFold;
import dev.rearview.replay.log.Position;
import java.util.ArrayList;
import java.util.List;

/** A state while deltas are folded into it. Not safe for use by several threads at once. */
public final class Fold {
  /** Most deltas that are listed as skipped; all are counted. */
  public static final int MAX_SKIPPED = 100;

  private JsonNode state;
  private long folded;
  private long skippedCount;
  private final List<SkippedDelta> skipped;

  private Fold(JsonNode state, long folded, long skippedCount, List<SkippedDelta> skipped) {
    this.state = state;
    this.folded = folded;
    this.skippedCount = skippedCount;
    this.skipped = new ArrayList<>(skipped);
  }

  /** From nothing. */
  public static Fold empty() {
    return new Fold(StateFold.empty(), 0, 0, List.of());
  }

  static Fold from(Snapshot snapshot) {
    return new Fold(
        StateFold.read(snapshot.state()),
        snapshot.folded(),
        snapshot.skippedCount(),
        snapshot.skipped());
  }

  /** Folds the next delta; says whether it applied. */
  public boolean apply(Delta delta) {
    folded++;
    return switch (StateFold.apply(state, delta.json(), delta.format())) {
      case StateFold.Outcome.Applied applied -> {
        state = applied.state();
        yield true;
      }
      case StateFold.Outcome.Skipped left -> {
        skippedCount++;
        if (skipped.size() < MAX_SKIPPED) {
          skipped.add(new SkippedDelta(delta.event(), left.reason()));
        }
        yield false;
      }
    };
  }

  public JsonNode state() {
    return state;
  }

  /** Deltas that applied. */
  public long used() {
    return folded - skippedCount;
  }

  public long skippedCount() {
    return skippedCount;
  }

  /** The first {@value #MAX_SKIPPED} deltas that did not apply. */
  public List<SkippedDelta> skipped() {
    return List.copyOf(skipped);
  }

  Snapshot snapshotAt(Position at) {
    return new Snapshot(at, StateFold.canonical(state), folded, skippedCount, skipped);
  }
}

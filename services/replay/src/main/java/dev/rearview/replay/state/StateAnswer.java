package dev.rearview.replay.state;

import dev.rearview.replay.log.EventRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A component's state, and what it rests on.
 *
 * @param atMs the moment, or the end of the range
 * @param state canonical JSON
 * @param steps each delta with the state after it, where they were asked for
 * @param truncated whether a list was cut at its bound
 */
public record StateAnswer(
    String componentId,
    long atMs,
    String state,
    Provenance provenance,
    Coverage coverage,
    List<Step> steps,
    List<SkippedDelta> skipped,
    boolean truncated) {
  public StateAnswer {
    steps = List.copyOf(steps);
    skipped = List.copyOf(skipped);
  }

  /**
   * What the state was built from.
   *
   * @param eventsUsed deltas that applied, those before the snapshot among them
   * @param snapshotSeq where the snapshot stands that the fold began at; null: at the beginning
   * @param newest the component's newest event up to the moment, whether it carried a delta or not;
   *     null where there is none
   * @param events the newest of the deltas used, at most 100, oldest first
   * @param lag how many records of the log this answer does not know yet
   */
  public record Provenance(
      long eventsUsed,
      @Nullable Long snapshotSeq,
      @Nullable Long snapshotMs,
      @Nullable EventRef newest,
      List<EventRef> events,
      long lag) {
    public Provenance {
      events = List.copyOf(events);
    }
  }

  /**
   * What the log can say about the moment: "not observed then" is not "unchanged".
   *
   * @param observed whether the component had said anything by then
   * @param firstMs its first event in the log; null where there is none
   * @param lastMs its last event in the log
   * @param note a sentence where the answer needs care; else empty
   */
  public record Coverage(
      boolean observed, @Nullable Long firstMs, @Nullable Long lastMs, String note) {}

  /** One delta with the state after it, canonical JSON. */
  public record Step(
      EventRef event, String delta, String deltaFormat, String state, String message) {}
}

package dev.rearview.query.upstream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A component's state at a time, and how it is known.
 *
 * @param stateJson canonical JSON
 * @param newestId the newest event that it was built from; null: none
 * @param newestMs its time; null: none
 * @param eventIds the newest of the events used
 * @param observed whether the component had said anything by then
 * @param note a sentence where the answer needs care; empty: none
 * @param skipped sentences: deltas that did not apply
 */
public record StateView(
    String component,
    long atMs,
    String stateJson,
    long eventsUsed,
    @Nullable String newestId,
    long newestSeq,
    @Nullable Long newestMs,
    List<String> eventIds,
    boolean observed,
    @Nullable Long firstMs,
    @Nullable Long lastMs,
    String note,
    List<String> skipped,
    boolean truncated,
    long lag) {
  public StateView {
    eventIds = List.copyOf(eventIds);
    skipped = List.copyOf(skipped);
  }
}

package dev.rearview.ingestion.intake;

import dev.rearview.model.Event;
import dev.rearview.model.EventIds;
import dev.rearview.model.TimeSource;
import dev.rearview.model.Worlds;
import java.time.Duration;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Fills in what an event leaves out, and sets aside a time that lies too far ahead. What only the
 * log itself may say (number, hashes, time of observation) is taken away from the sender.
 */
final class Derivation {
  /** How far ahead of the time of observation an event's time may lie. */
  static final Duration CLOCK_AHEAD = Duration.ofHours(1);

  private final RandomGenerator random;

  Derivation(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The complete event.
   *
   * @param event redacted and valid
   * @param observedMs the time of observation
   */
  Event complete(Event.Builder event, long observedMs) {
    event.globalSeq(0).prevHash(null).hash(null).observedMs(observedMs).reportedMs(null);
    if (event.world() == null) {
      event.world(Worlds.DEFAULT);
    }
    time(event, observedMs);
    if (event.id() == null) {
      event.id(id(event, observedMs));
    }
    if (event.stateDelta() != null) {
      event.stateDelta(onOneLine(event.stateDelta()));
    }
    return event.build();
  }

  private static void time(Event.Builder event, long observedMs) {
    Long claimed = event.timestampMs();
    if (claimed == null) {
      boolean none = event.timeSource() == TimeSource.NONE;
      event.timestampMs(observedMs).timeSource(none ? TimeSource.NONE : TimeSource.OBSERVED);
    } else if (claimed > observedMs + CLOCK_AHEAD.toMillis()) {
      event.reportedMs(claimed).timestampMs(observedMs).timeSource(TimeSource.CLOCK_AHEAD);
    } else if (event.timeSource() == null || event.timeSource() == TimeSource.CLOCK_AHEAD) {
      event.timeSource(TimeSource.REPORTED);
    }
  }

  private UUID id(Event.Builder event, long observedMs) {
    String reqId = event.reqId();
    if (reqId == null) {
      return EventIds.fresh(observedMs, random);
    }
    String source = event.sourceId() == null ? "" : event.sourceId();
    return EventIds.ofRequest(String.valueOf(event.world()), source, reqId);
  }

  /** Line ends in JSON stand only between its tokens; without them an export has one line each. */
  private static String onOneLine(String delta) {
    return delta.replace('\r', ' ').replace('\n', ' ');
  }
}

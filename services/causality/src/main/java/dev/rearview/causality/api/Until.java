package dev.rearview.causality.api;

import dev.rearview.engine.record.EventRecords;
import dev.rearview.model.Event;
import dev.rearview.proto.causality.v1.TraverseRequest;
import dev.rearview.timeql.plan.Condition;
import dev.rearview.timeql.plan.Planner;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Predicate;

/** The condition at which a traversal stops: TimeQL over the event as a record. */
final class Until {
  private Until() {}

  /**
   * The request's condition; one that never holds where it has none.
   *
   * @throws dev.rearview.timeql.syntax.TimeQlException where the text is no condition
   */
  static Predicate<Event> condition(TraverseRequest request) {
    if (request.getUntil().isBlank()) {
      return event -> false;
    }
    Condition condition =
        Planner.condition(request.getUntil(), request.getNowMs(), zone(request.getZone()));
    return event -> condition.holds(EventRecords.of(event));
  }

  /** The zone of that IANA name; empty: UTC. */
  static ZoneId zone(String name) {
    try {
      return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("zone '%s' is not an IANA name".formatted(name), e);
    }
  }
}

package dev.rearview.causality.api;

import dev.rearview.model.Event;
import dev.rearview.proto.causality.v1.TraverseRequest;
import java.util.function.Predicate;

/** The condition at which a traversal stops. */
final class Until {
  private Until() {}

  static Predicate<Event> condition(TraverseRequest request) {
    if (request.getUntil().isBlank()) {
      return event -> false;
    }
    throw new IllegalArgumentException("UNTIL is not understood here");
  }
}

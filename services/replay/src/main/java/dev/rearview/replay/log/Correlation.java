package dev.rearview.replay.log;

import dev.rearview.model.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By which of its fields an event belongs together with others. The order is part of the layout.
 */
public enum Correlation {
  SESSION_ID,
  REQUEST_ID,
  TRACE_ID;

  /** In which order a bare key is looked for. */
  public static final List<Correlation> LOOKUP_ORDER = List.of(SESSION_ID, REQUEST_ID, TRACE_ID);

  /** The event's key of this kind; null where it has none. */
  public @Nullable String keyOf(Event event) {
    return switch (this) {
      case SESSION_ID -> event.sessionId();
      case REQUEST_ID -> event.requestId();
      case TRACE_ID -> event.traceId();
    };
  }
}

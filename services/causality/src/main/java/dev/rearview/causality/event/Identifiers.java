package dev.rearview.causality.event;

import dev.rearview.model.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which identifiers events are joined by: their request and session, and the attributes named here.
 *
 * @param attributes names of attributes, at most 16; a name has no {@code |}
 */
public record Identifiers(List<String> attributes) {
  public static final String REQUEST = "request_id";
  public static final String SESSION = "session_id";
  public static final String TRACE = "trace_id";

  public Identifiers {
    attributes = List.copyOf(attributes);
    if (attributes.size() > 16) {
      throw new IllegalArgumentException(
          "at most 16 attributes can be identifiers, not " + attributes.size());
    }
    for (String name : attributes) {
      if (name.isBlank() || name.indexOf('|') >= 0) {
        throw new IllegalArgumentException("'%s' cannot name an identifier".formatted(name));
      }
    }
  }

  /** The event's identifiers by name; a trace counts as one only where there is no span. */
  public Map<String, String> of(Event event) {
    Map<String, String> found = new LinkedHashMap<>();
    put(found, REQUEST, event.requestId());
    put(found, SESSION, event.sessionId());
    if (event.spanId() == null) {
      put(found, TRACE, event.traceId());
    }
    for (String name : attributes) {
      put(found, name, event.attributes().get(name));
    }
    return found;
  }

  private static void put(
      Map<String, String> found, String name, @org.jspecify.annotations.Nullable String value) {
    if (value != null && !value.isBlank()) {
      found.put(name, value);
    }
  }
}

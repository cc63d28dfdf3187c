package dev.rearview.ingestion.intake;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rearview.model.ComponentId;
import dev.rearview.model.DeltaFormat;
import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import dev.rearview.model.Worlds;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an event must be whichever way it came. Component ids become canonical; the first fault is
 * told.
 */
final class Validation {
  /** Years 1 to 9999. */
  private static final long MIN_TIME_MS = -62_135_596_800_000L;

  private static final long MAX_TIME_MS = 253_402_300_799_999L;
  private static final int MAX_ID_CHARACTERS = 1024;
  private static final int MAX_NAME_CHARACTERS = 512;
  private static final int MAX_MEMBERS = 1000;
  private static final Set<String> OPERATIONS =
      Set.of("add", "remove", "replace", "move", "copy", "test");

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(EventJson.MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final boolean strict;

  Validation(boolean strict) {
    this.strict = strict;
  }

  /** A fault: field, code, reason. */
  record Fault(String field, String code, String reason) {
    static Fault invalid(String field, String reason) {
      return new Fault(field, "invalid_value", reason);
    }

    static Fault missing(String field, String reason) {
      return new Fault(field, "missing_field", reason);
    }
  }

  /** The first fault of the event, null where it has none. */
  @Nullable Fault check(Event.Builder event) {
    Fault fault = missing(event);
    fault = fault != null ? fault : components(event);
    fault = fault != null ? fault : times(event);
    fault = fault != null ? fault : identifiers(event);
    fault = fault != null ? fault : members(event);
    return fault != null ? fault : delta(event);
  }

  private @Nullable Fault missing(Event.Builder event) {
    if (event.componentId() == null) {
      return Fault.missing("component_id", "component_id is required");
    }
    if (!strict) {
      return null;
    }
    if (event.id() == null && event.reqId() == null) {
      return Fault.missing("id", "id or req_id is required, as this ingestion is strict");
    }
    if (event.timestampMs() == null) {
      return Fault.missing("timestamp_ms", "timestamp_ms is required, as this ingestion is strict");
    }
    return event.kind() == null
        ? Fault.missing("kind", "kind is required, as this ingestion is strict")
        : null;
  }

  private static @Nullable Fault components(Event.Builder event) {
    String world = event.world();
    if (world != null && !Worlds.isValid(world)) {
      return Fault.invalid(
          "world", "world must be 1 to 63 of a-z 0-9 . _ -, not '%s'".formatted(shown(world)));
    }
    ComponentId id = ComponentId.tryParse(String.valueOf(event.componentId()));
    if (id == null) {
      return Fault.invalid("component_id", notAComponent("component_id", event.componentId()));
    }
    event.componentId(id.toString());
    List<String> dependencies = event.dependencyIds();
    if (dependencies == null) {
      return null;
    }
    if (dependencies.size() > MAX_MEMBERS) {
      return tooMany("dependency_ids", dependencies);
    }
    for (String dependency : dependencies) {
      if (ComponentId.tryParse(dependency) == null) {
        return Fault.invalid("dependency_ids", notAComponent("dependency_ids", dependency));
      }
    }
    event.dependencyIds(
        dependencies.stream().map(d -> ComponentId.parse(d).toString()).distinct().toList());
    return null;
  }

  private static @Nullable Fault times(Event.Builder event) {
    Long timestamp = event.timestampMs();
    if (timestamp != null && (timestamp < MIN_TIME_MS || timestamp > MAX_TIME_MS)) {
      return Fault.invalid(
          "timestamp_ms",
          "timestamp_ms %d is not in the years 1 to 9999 in epoch milliseconds"
              .formatted(timestamp));
    }
    return null;
  }

  private static @Nullable Fault identifiers(Event.Builder event) {
    Fault fault = tooLong("req_id", event.reqId());
    fault = fault != null ? fault : tooLong("request_id", event.requestId());
    fault = fault != null ? fault : tooLong("session_id", event.sessionId());
    fault = fault != null ? fault : tooLong("trace_id", event.traceId());
    fault = fault != null ? fault : tooLong("span_id", event.spanId());
    fault = fault != null ? fault : tooLong("parent_span_id", event.parentSpanId());
    fault = fault != null ? fault : tooLong("source_id", event.sourceId());
    if (fault == null && event.reqId() != null && event.reqId().isEmpty()) {
      return Fault.invalid("req_id", "req_id is empty; leave it out instead");
    }
    return fault;
  }

  private static @Nullable Fault members(Event.Builder event) {
    if (event.causeIds().size() > MAX_MEMBERS) {
      return tooMany("cause_ids", event.causeIds());
    }
    if (event.attributes().size() > MAX_MEMBERS) {
      return tooMany("attributes", event.attributes().keySet());
    }
    if (event.metrics().size() > MAX_MEMBERS) {
      return tooMany("metrics", event.metrics().keySet());
    }
    for (String name : event.attributes().keySet()) {
      if (name.isEmpty() || name.length() > MAX_NAME_CHARACTERS) {
        return badName("attributes", name);
      }
    }
    for (var metric : event.metrics().entrySet()) {
      if (metric.getKey().isEmpty() || metric.getKey().length() > MAX_NAME_CHARACTERS) {
        return badName("metrics", metric.getKey());
      }
      if (!Double.isFinite(metric.getValue())) {
        return Fault.invalid(
            "metrics." + metric.getKey(),
            "metrics.%s must be a finite number, not %s"
                .formatted(metric.getKey(), metric.getValue()));
      }
    }
    return null;
  }

  private static @Nullable Fault delta(Event.Builder event) {
    String delta = event.stateDelta();
    if (delta == null) {
      return event.deltaFormat() == null
          ? null
          : Fault.invalid("delta_format", "delta_format without state_delta means nothing");
    }
    if (event.deltaFormat() == DeltaFormat.UNKNOWN) {
      return Fault.invalid(
          "delta_format", "delta_format must be merge-patch, json-patch or replace");
    }
    try {
      JsonNode json = JSON.readTree(delta);
      if (json == null || json.isMissingNode()) {
        return Fault.invalid("state_delta", "state_delta is empty; it must be JSON");
      }
      return event.deltaFormat() == DeltaFormat.JSON_PATCH ? patch(json) : null;
    } catch (JacksonException e) {
      return Fault.invalid("state_delta", "state_delta is not JSON: " + e.getOriginalMessage());
    }
  }

  private static @Nullable Fault patch(JsonNode patch) {
    if (!patch.isArray()) {
      return Fault.invalid("state_delta", "a json-patch is an array of operations (RFC 6902)");
    }
    for (JsonNode operation : patch) {
      String name = operation.path("op").asText();
      if (!OPERATIONS.contains(name) || !operation.path("path").isTextual()) {
        return Fault.invalid(
            "state_delta",
            "each operation of a json-patch has a path and an op of %s, not '%s'"
                .formatted(OPERATIONS.stream().sorted().toList(), shown(name)));
      }
    }
    return null;
  }

  private static @Nullable Fault tooLong(String field, @Nullable String text) {
    return text == null || text.length() <= MAX_ID_CHARACTERS
        ? null
        : Fault.invalid(
            field,
            "%s has %d characters, at most %d are taken"
                .formatted(field, text.length(), MAX_ID_CHARACTERS));
  }

  private static Fault tooMany(String field, Collection<?> members) {
    return Fault.invalid(
        field,
        "%s has %d members, at most %d are taken".formatted(field, members.size(), MAX_MEMBERS));
  }

  private static Fault badName(String field, String name) {
    return Fault.invalid(
        field,
        "names under %s have 1 to %d characters, not %d"
            .formatted(field, MAX_NAME_CHARACTERS, name.length()));
  }

  private static String notAComponent(String field, @Nullable String text) {
    return "%s must be [kind/]namespace/name, not '%s'"
        .formatted(field, shown(String.valueOf(text)));
  }

  private static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}

package dev.rearview.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one JSON form of an event. What is absent is left out; {@code state_delta} is a JSON value
 * and is carried verbatim in both directions, because the hash chain covers its bytes.
 */
public final class EventJson {
  /** Deepest accepted nesting. */
  public static final int MAX_DEPTH = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private EventJson() {}

  /** Why a JSON text is no event: the field at fault and the reason, ready to be shown. */
  public static final class InvalidEventException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String field;

    public InvalidEventException(String field, String reason) {
      super(reason);
      this.field = field;
    }

    /** The JSON name of the field at fault; empty where it is the whole text. */
    public String field() {
      return field;
    }
  }

  /**
   * Reads one event. Nothing is derived; a value {@code null} counts as absent.
   *
   * @param ignoreUnknown whether an unknown member is passed over instead of refused
   * @throws InvalidEventException where the text is no JSON object or a member has a wrong value
   */
  public static Event.Builder read(String json, boolean ignoreUnknown)
      throws InvalidEventException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidEventException("", "an event is a JSON object");
      }
      Event.Builder event = Event.builder();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        readMember(parser, json, name, event, ignoreUnknown);
      }
      if (parser.nextToken() != null) {
        throw new InvalidEventException("", "text after the end of the event's JSON object");
      }
      return event;
    } catch (JsonProcessingException e) {
      throw new InvalidEventException(
          "",
          "not JSON: %s (column %d)"
              .formatted(
                  e.getOriginalMessage(),
                  e.getLocation() == null ? 0 : e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readMember(
      JsonParser p, String json, String name, Event.Builder event, boolean ignoreUnknown)
      throws IOException, InvalidEventException {
    if (p.currentToken() == JsonToken.VALUE_NULL && !name.equals("state_delta")) {
      return;
    }
    switch (name) {
      case "id" -> event.id(uuid(p, name));
      case "world" -> event.world(world(p));
      case "global_seq" -> event.globalSeq(number(p, name));
      case "timestamp_ms" -> event.timestampMs(number(p, name));
      case "time_source" ->
          event.timeSource(word(p, name, TimeSource.of(p.getText()), TimeSource.values()));
      case "reported_ms" -> event.reportedMs(number(p, name));
      case "observed_ms" -> event.observedMs(number(p, name));
      case "component_id" -> event.componentId(component(p, name));
      case "kind" -> event.kind(word(p, name, Kind.of(p.getText()), Kind.values()));
      case "log_level" -> event.logLevel(word(p, name, Level.of(p.getText()), Level.values()));
      case "message" -> event.message(text(p, name));
      case "state_delta" -> event.stateDelta(verbatim(p, json));
      case "delta_format" ->
          event.deltaFormat(word(p, name, DeltaFormat.of(p.getText()), DeltaFormat.known()));
      case "dependency_ids" -> event.dependencyIds(components(p, name));
      case "req_id" -> event.reqId(text(p, name));
      case "request_id" -> event.requestId(text(p, name));
      case "session_id" -> event.sessionId(text(p, name));
      case "trace_id" -> event.traceId(text(p, name));
      case "span_id" -> event.spanId(text(p, name));
      case "parent_span_id" -> event.parentSpanId(text(p, name));
      case "cause_ids" -> event.causeIds(uuids(p, name));
      case "attributes" -> readAttributes(p, event);
      case "metrics" -> readMetrics(p, event);
      case "source_id" -> event.sourceId(text(p, name));
      case "prev_hash" -> event.prevHash(text(p, name));
      case "hash" -> event.hash(text(p, name));
      default -> {
        if (!ignoreUnknown) {
          throw new InvalidEventException(
              name,
              "'%s' is no field of an event; put it under attributes or metrics".formatted(name));
        }
        p.skipChildren();
      }
    }
  }

  private static String verbatim(JsonParser p, String json) throws IOException {
    int start = (int) p.currentTokenLocation().getCharOffset();
    p.skipChildren();
    p.finishToken();
    return json.substring(start, (int) p.currentLocation().getCharOffset()).strip();
  }

  private static String text(JsonParser p, String name) throws IOException, InvalidEventException {
    if (!p.currentToken().isScalarValue()) {
      throw new InvalidEventException(name, "%s must be text".formatted(name));
    }
    return p.getText();
  }

  private static long number(JsonParser p, String name) throws IOException, InvalidEventException {
    if (p.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new InvalidEventException(
          name,
          "%s must be a whole number of milliseconds or a count, not %s".formatted(name, shown(p)));
    }
    try {
      return p.getLongValue();
    } catch (JsonProcessingException e) {
      throw new InvalidEventException(name, "%s is out of the range of 64 bits".formatted(name));
    }
  }

  private static UUID uuid(JsonParser p, String name) throws IOException, InvalidEventException {
    String text = text(p, name);
    try {
      UUID id = UUID.fromString(text);
      if (text.length() == 36) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // answered below, as for a UUID of the wrong length
    }
    throw new InvalidEventException(name, "%s must be a UUID, not %s".formatted(name, shown(p)));
  }

  private static String world(JsonParser p) throws IOException, InvalidEventException {
    String world = text(p, "world");
    if (!Worlds.isValid(world)) {
      throw new InvalidEventException(
          "world", "world must be 1 to 63 of a-z 0-9 . _ -, not %s".formatted(shown(p)));
    }
    return world;
  }

  private static String component(JsonParser p, String name)
      throws IOException, InvalidEventException {
    ComponentId id = ComponentId.tryParse(text(p, name));
    if (id == null) {
      throw new InvalidEventException(
          name, "%s must be [kind/]namespace/name, not %s".formatted(name, shown(p)));
    }
    return id.toString();
  }

  private static <E extends Enum<E>> E word(JsonParser p, String name, @Nullable E found, E[] all)
      throws IOException, InvalidEventException {
    if (found == null) {
      throw new InvalidEventException(
          name, "%s must be one of %s, not %s".formatted(name, List.of(all), shown(p)));
    }
    return found;
  }

  private static List<String> components(JsonParser p, String name)
      throws IOException, InvalidEventException {
    requireArray(p, name);
    List<String> ids = new ArrayList<>();
    while (p.nextToken() != JsonToken.END_ARRAY) {
      ids.add(component(p, name));
    }
    return ids;
  }

  private static List<UUID> uuids(JsonParser p, String name)
      throws IOException, InvalidEventException {
    requireArray(p, name);
    List<UUID> ids = new ArrayList<>();
    while (p.nextToken() != JsonToken.END_ARRAY) {
      ids.add(uuid(p, name));
    }
    return ids;
  }

  private static void requireArray(JsonParser p, String name) throws InvalidEventException {
    if (p.currentToken() != JsonToken.START_ARRAY) {
      throw new InvalidEventException(name, "%s must be an array".formatted(name));
    }
  }

  private static void readAttributes(JsonParser p, Event.Builder event)
      throws IOException, InvalidEventException {
    requireObject(p, "attributes");
    while (p.nextToken() == JsonToken.FIELD_NAME) {
      String key = p.currentName();
      if (p.nextToken() != JsonToken.VALUE_NULL) {
        event.attribute(key, text(p, "attributes." + key));
      }
    }
  }

  private static void readMetrics(JsonParser p, Event.Builder event)
      throws IOException, InvalidEventException {
    requireObject(p, "metrics");
    while (p.nextToken() == JsonToken.FIELD_NAME) {
      String key = p.currentName();
      JsonToken token = p.nextToken();
      if (token == JsonToken.VALUE_NULL) {
        continue;
      }
      if (!token.isNumeric() || !Double.isFinite(p.getDoubleValue())) {
        throw new InvalidEventException(
            "metrics." + key,
            "metrics.%s must be a finite number, not %s".formatted(key, shown(p)));
      }
      event.metric(key, p.getDoubleValue());
    }
  }

  private static void requireObject(JsonParser p, String name) throws InvalidEventException {
    if (p.currentToken() != JsonToken.START_OBJECT) {
      throw new InvalidEventException(name, "%s must be an object".formatted(name));
    }
  }

  private static String shown(JsonParser p) throws IOException {
    String text = p.getText();
    return "'" + (text.length() <= 60 ? text : text.substring(0, 60) + "…") + "'";
  }

  /** Writes one event as one line of JSON, without a line end. */
  public static String write(Event event) {
    StringWriter out = new StringWriter(512);
    try (JsonGenerator g = FACTORY.createGenerator(out)) {
      write(event, g);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** Writes one event as one JSON object. */
  public static void write(Event e, JsonGenerator g) throws IOException {
    g.writeStartObject();
    g.writeStringField("id", e.id().toString());
    g.writeStringField("world", e.world());
    if (e.globalSeq() > 0) {
      g.writeNumberField("global_seq", e.globalSeq());
    }
    g.writeNumberField("timestamp_ms", e.timestampMs());
    g.writeStringField("time_source", e.timeSource().wireName());
    if (e.reportedMs() != null) {
      g.writeNumberField("reported_ms", e.reportedMs());
    }
    g.writeNumberField("observed_ms", e.observedMs());
    g.writeStringField("component_id", e.componentId());
    g.writeStringField("kind", e.kind().wireName());
    writeText(g, "log_level", e.logLevel() == null ? null : e.logLevel().name());
    writeText(g, "message", e.message());
    if (e.stateDelta() != null) {
      g.writeFieldName("state_delta");
      g.writeRawValue(e.stateDelta());
      writeText(g, "delta_format", e.deltaFormat() == null ? null : e.deltaFormat().wireName());
    }
    writeTexts(g, "dependency_ids", e.dependencyIds());
    writeText(g, "req_id", e.reqId());
    writeText(g, "request_id", e.requestId());
    writeText(g, "session_id", e.sessionId());
    writeText(g, "trace_id", e.traceId());
    writeText(g, "span_id", e.spanId());
    writeText(g, "parent_span_id", e.parentSpanId());
    if (!e.causeIds().isEmpty()) {
      writeTexts(g, "cause_ids", e.causeIds().stream().map(UUID::toString).toList());
    }
    if (!e.attributes().isEmpty()) {
      g.writeObjectFieldStart("attributes");
      for (Map.Entry<String, String> entry : e.attributes().entrySet()) {
        g.writeStringField(entry.getKey(), entry.getValue());
      }
      g.writeEndObject();
    }
    if (!e.metrics().isEmpty()) {
      g.writeObjectFieldStart("metrics");
      for (Map.Entry<String, Double> entry : e.metrics().entrySet()) {
        g.writeNumberField(entry.getKey(), entry.getValue());
      }
      g.writeEndObject();
    }
    writeText(g, "source_id", e.sourceId());
    writeText(g, "prev_hash", e.prevHash());
    writeText(g, "hash", e.hash());
    g.writeEndObject();
  }

  private static void writeText(JsonGenerator g, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      g.writeStringField(name, value);
    }
  }

  private static void writeTexts(JsonGenerator g, String name, @Nullable List<String> values)
      throws IOException {
    if (values != null) {
      g.writeArrayFieldStart(name);
      for (String value : values) {
        g.writeString(value);
      }
      g.writeEndArray();
    }
  }

  /** Every member that an event's JSON may have. */
  public static final Set<String> MEMBERS =
      Set.of(
          "id",
          "world",
          "global_seq",
          "timestamp_ms",
          "time_source",
          "reported_ms",
          "observed_ms",
          "component_id",
          "kind",
          "log_level",
          "message",
          "state_delta",
          "delta_format",
          "dependency_ids",
          "req_id",
          "request_id",
          "session_id",
          "trace_id",
          "span_id",
          "parent_span_id",
          "cause_ids",
          "attributes",
          "metrics",
          "source_id",
          "prev_hash",
          "hash");
}

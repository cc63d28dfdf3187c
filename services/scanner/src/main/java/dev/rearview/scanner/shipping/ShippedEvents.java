package dev.rearview.scanner.shipping;

import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.Times;
import dev.rearview.engine.record.Values;
import dev.rearview.engine.scan.FileRecord;
import dev.rearview.model.ComponentId;
import dev.rearview.model.DeltaFormat;
import dev.rearview.model.Event;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import dev.rearview.model.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the event that a log record stands for. */
final class ShippedEvents {
  /** Longest message and attribute, in characters; the line itself stays on its node. */
  static final int MAX_TEXT = 16 * 1024;

  static final int MAX_ATTRIBUTES = 64;

  private static final Field STATE_DELTA = Field.named("state_delta");
  private static final Field DELTA_FORMAT = Field.named("delta_format");
  private static final Field DEPENDENCY_IDS = Field.named("dependency_ids");
  private static final Field CAUSE_IDS = Field.named("cause_ids");
  private static final Field METRICS = Field.named("metrics");
  private static final Field ATTRIBUTES = Field.named("attributes");
  private static final Field PARENT_SPAN_ID = Field.named("parent_span_id");
  private static final Field SPAN_ID = Field.named("span_id");

  /** What has its own place in the event, or lies on the node only. */
  private static final Set<Field> PLACED =
      Set.of(
          STATE_DELTA,
          DELTA_FORMAT,
          DEPENDENCY_IDS,
          CAUSE_IDS,
          METRICS,
          ATTRIBUTES,
          PARENT_SPAN_ID,
          SPAN_ID,
          Field.TS,
          Field.LEVEL,
          Field.MESSAGE,
          Field.RAW,
          Field.KIND,
          Field.COMPONENT,
          Field.EVENT_ID,
          Field.REQUEST_ID,
          Field.SESSION_ID,
          Field.TRACE_ID,
          Field.STREAM,
          Field.named("file"),
          Field.named("line"),
          Field.named("observed_ts"),
          Field.named("error_occurred"),
          Field.named("world"),
          Field.named("global_seq"),
          Field.named("source_id"));

  /** What has members that are placed with it. */
  private static final Set<Field> NESTED = Set.of(STATE_DELTA, METRICS, ATTRIBUTES);

  private ShippedEvents() {}

  static boolean carriesState(LogRecord record) {
    return record.get(STATE_DELTA) != null;
  }

  /**
   * The event of a record.
   *
   * @param observedMs when it was read, epoch milliseconds; its time where it has none
   * @return null where the record has no id or its component is none
   */
  static @Nullable Event of(LogRecord record, String world, String sourceId, long observedMs) {
    UUID id = uuid(record.text(Field.EVENT_ID));
    ComponentId component = component(record);
    if (id == null || component == null) {
      return null;
    }
    String delta = record.text(STATE_DELTA);
    Level level = record.get(Field.LEVEL) instanceof Level known ? known : null;
    Event.Builder event =
        Event.builder()
            .id(id)
            .world(world)
            .timestampMs(record.hasTime() ? Times.toMillis(record.tsNanos()) : observedMs)
            .timeSource(timeSource(record))
            .observedMs(observedMs)
            .componentId(component.toString())
            .kind(Kind.of(record.text(Field.KIND)))
            .logLevel(level)
            .message(cut(record.text(Field.MESSAGE)))
            .stateDelta(delta)
            .deltaFormat(delta == null ? null : DeltaFormat.of(record.text(DELTA_FORMAT)))
            .dependencyIds(texts(record.get(DEPENDENCY_IDS)))
            .requestId(record.text(Field.REQUEST_ID))
            .sessionId(record.text(Field.SESSION_ID))
            .traceId(record.text(Field.TRACE_ID))
            .spanId(record.text(SPAN_ID))
            .parentSpanId(record.text(PARENT_SPAN_ID))
            .causeIds(causes(record))
            .sourceId(sourceId);
    addFields(record, event);
    return event.build();
  }

  /** About how many characters an event has. */
  static long chars(Event event) {
    long chars = 200;
    chars += event.message() == null ? 0 : event.message().length();
    chars += event.stateDelta() == null ? 0 : event.stateDelta().length();
    for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
      chars += attribute.getKey().length() + attribute.getValue().length();
    }
    return chars + event.metrics().size() * 24L;
  }

  private static @Nullable ComponentId component(LogRecord record) {
    String text = record.text(Field.COMPONENT);
    ComponentId component = text == null ? null : ComponentId.tryParse(text);
    String service = component == null ? record.text(Field.SERVICE) : null;
    return service == null ? component : ComponentId.tryParse(service);
  }

  private static TimeSource timeSource(LogRecord record) {
    if (!record.hasTime()) {
      return TimeSource.OBSERVED;
    }
    return record instanceof FileRecord file ? file.timeSource() : TimeSource.REPORTED;
  }

  private static List<UUID> causes(LogRecord record) {
    List<UUID> ids = new ArrayList<>();
    List<String> said = texts(record.get(CAUSE_IDS));
    for (String text : said == null ? List.<String>of() : said) {
      UUID id = uuid(text);
      if (id != null) {
        ids.add(id);
      }
    }
    return ids;
  }

  /** A list as it is, or a text's parts between commas. */
  private static @Nullable List<String> texts(@Nullable Object value) {
    return switch (value) {
      case List<?> list -> list.stream().map(item -> Values.text(String.valueOf(item))).toList();
      case String text ->
          Arrays.stream(text.split(","))
              .map(String::strip)
              .filter(part -> !part.isEmpty())
              .toList();
      case null, default -> null;
    };
  }

  private static void addFields(LogRecord record, Event.Builder event) {
    boolean isMetric = "metric".equalsIgnoreCase(record.text(Field.KIND));
    if (record.get(METRICS) instanceof Map<?, ?> metrics) {
      metrics.forEach((name, value) -> addMetric(event, String.valueOf(name), value));
    }
    if (record.get(ATTRIBUTES) instanceof Map<?, ?> attributes) {
      attributes.forEach((name, value) -> addAttribute(event, String.valueOf(name), value));
    }
    record.forEachField((name, value) -> {
      Field field = Field.named(name);
      if (PLACED.contains(field) || NESTED.contains(Field.named(head(name)))) {
        return;
      }
      if (value instanceof Number && (isMetric || isMeasure(field, value))) {
        addMetric(event, name, value);
      } else {
        addAttribute(event, name, value);
      }
    });
  }

  /** What stands before the first dot: nested values are given by their path. */
  private static String head(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** A number that measures something, unlike a status, a port or a count of replicas. */
  private static boolean isMeasure(Field field, Object value) {
    return field.builtIn() == null
        && !field.isId()
        && (field.unit() != null || value instanceof Double);
  }

  private static void addMetric(Event.Builder event, String name, @Nullable Object value) {
    Number number = Values.number(value);
    if (number != null && Double.isFinite(number.doubleValue())) {
      event.metric(name, number.doubleValue());
    }
  }

  private static void addAttribute(Event.Builder event, String name, @Nullable Object value) {
    if (value == null || event.attributes().size() >= MAX_ATTRIBUTES) {
      return;
    }
    event.attribute(name, shown(value));
  }

  private static String shown(Object value) {
    String text =
        switch (value) {
          case Duration duration -> duration.toString();
          case Instant time -> time.toString();
          default -> Values.text(value);
        };
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }

  private static @Nullable String cut(@Nullable String text) {
    return text == null ? null : shown(text);
  }

  private static @Nullable UUID uuid(@Nullable String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}

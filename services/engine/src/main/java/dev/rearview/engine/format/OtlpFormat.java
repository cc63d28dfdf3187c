package dev.rearview.engine.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rearview.engine.pattern.Requirement;
import dev.rearview.engine.record.FieldMap;
import dev.rearview.model.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OTLP's JSON as the OpenTelemetry collector's file exporter writes it: each line an export of one
 * or more log records. A line is one record, which says what its first log record says; the others
 * are found in its raw text.
 *
 * <p>Source: opentelemetry-proto 1.3, {@code logs.proto}, in the JSON mapping of OTLP/HTTP.
 */
public final class OtlpFormat implements LogFormat {
  static final OtlpFormat INSTANCE = new OtlpFormat();

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String RESOURCE_LOGS = "resourceLogs";
  private static final byte[] BEGIN = "{\"resourceLogs\"".getBytes(StandardCharsets.US_ASCII);

  /** Whatever a line stands in, its first name is written so. */
  private static final Requirement BEGINS = Requirement.containing(RESOURCE_LOGS);

  /** Values of one kind, under the names that OTLP's JSON gives them. */
  private static final List<String> SCALARS =
      List.of("stringValue", "intValue", "doubleValue", "boolValue");

  private OtlpFormat() {}

  @Override
  public String name() {
    return "otlp";
  }

  @Override
  public String description() {
    return "OTLP JSON of the OpenTelemetry collector: a line is read as its first log record";
  }

  @Override
  public List<FormatSample> samples() {
    return List.of(
        new FormatSample(
            "{\"resourceLogs\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"cart\"}}]},\"scopeLogs\":[{\"scope\":{\"name\":\"com.shop.Cart\"},\"logRecords\":[{\"timeUnixNano\":\"1705333643120456789\",\"observedTimeUnixNano\":\"1705333644000000000\",\"severityNumber\":17,\"severityText\":\"Error\",\"body\":{\"stringValue\":\"refused\"},\"attributes\":[{\"key\":\"http.status_code\",\"value\":{\"intValue\":\"502\"}}],\"traceId\":\"4bf92f\",\"spanId\":\"00f067\"},{\"timeUnixNano\":\"1705333643130000000\",\"severityNumber\":9,\"body\":{\"stringValue\":\"retried\"}}]}]}]}",
            "2024-01-15T15:47:23.120456789Z",
            "ERROR",
            "refused",
            Map.of("service", "cart", "attributes.http.status_code", 502L, "trace_id", "4bf92f")),
        new FormatSample(
            "{\"resourceLogs\":[{\"resource\":{},\"scopeLogs\":[{\"scope\":{},\"logRecords\":[{\"timeUnixNano\":\"0\",\"observedTimeUnixNano\":\"1705333643120000000\",\"severityNumber\":13,\"body\":{\"kvlistValue\":{\"values\":[]}}}]}]}]}",
            "2024-01-15T15:47:23.120Z",
            "WARN",
            "{\"kvlistValue\":{\"values\":[]}}",
            Map.of()));
  }

  @Override
  public boolean isMultiLine() {
    return false;
  }

  @Override
  public boolean hasTime() {
    return false;
  }

  @Override
  public boolean mayStart(byte[] line, int from, int to) {
    return to - from > BEGIN.length
        && Arrays.equals(line, from, from + BEGIN.length, BEGIN, 0, BEGIN.length);
  }

  @Override
  public boolean mayStart(String line) {
    return line.startsWith("{\"" + RESOURCE_LOGS + "\"");
  }

  @Override
  public Requirement written(Set<Level> levels) {
    return Requirement.all(
        List.of(LevelForms.json(levels, JsonFormats.OPENTELEMETRY.dialect(), false), BEGINS));
  }

  /** What stands behind the first log record is not looked at: a line may be large, or cut. */
  @Override
  public @Nullable ParsedLine parse(String text, TimeContext times) {
    if (!mayStart(text)) {
      return null;
    }
    FieldMap values = new FieldMap();
    try (JsonParser parser = FACTORY.createParser(text)) {
      boolean found =
          parser.nextToken() == JsonToken.START_OBJECT
              && into(parser, RESOURCE_LOGS, values)
              && into(parser, "scopeLogs", values)
              && into(parser, "logRecords", values)
              && JsonText.value(parser) instanceof Map<?, ?> first
              && take(first, values);
      return found ? NamedValues.line(values, JsonFormats.OPENTELEMETRY.dialect(), times) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * Goes into the first object of a list, a member of the object that the parser is in; takes what
   * the members before it say.
   */
  private static boolean into(JsonParser parser, String list, FieldMap values) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals(list)) {
        return value == JsonToken.START_ARRAY && parser.nextToken() == JsonToken.START_OBJECT;
      }
      if (name.equals("resource") && JsonText.value(parser) instanceof Map<?, ?> resource) {
        values.put(name, attributes(resource.get("attributes")));
      } else if (name.equals("scope") && JsonText.value(parser) instanceof Map<?, ?> scope) {
        values.put(name, scope);
      } else {
        parser.skipChildren();
      }
    }
    return false;
  }

  private static boolean take(Map<?, ?> record, FieldMap values) {
    record.forEach((name, value) -> {
      switch (String.valueOf(name)) {
        case "attributes" -> values.put("attributes", attributes(value));
        case "timeUnixNano", "observedTimeUnixNano" -> {
          if (!"0".equals(value)) {
            values.put(String.valueOf(name), value);
          }
        }
        default -> values.put(String.valueOf(name), value);
      }
    });
    return true;
  }

  /** {@code [{"key":…,"value":{"stringValue":…}}]} as a map; null where there is nothing in it. */
  private static @Nullable Map<String, Object> attributes(@Nullable Object list) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (list instanceof List<?> members) {
      for (Object member : members) {
        if (member instanceof Map<?, ?> pair && pair.get("key") instanceof String key) {
          Object value = scalar(pair.get("value"));
          if (value != null) {
            map.putIfAbsent(key, value);
          }
        }
      }
    }
    return map.isEmpty() ? null : map;
  }

  private static @Nullable Object scalar(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> kinds)) {
      return value;
    }
    for (String kind : SCALARS) {
      Object found = kinds.get(kind);
      if (found != null) {
        return kind.equals("intValue") && found instanceof String text ? Scalars.of(text) : found;
      }
    }
    return kinds;
  }
}

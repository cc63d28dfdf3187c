package dev.rearview.demo.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rearview.demo.shop.LogRecord;
import dev.rearview.demo.shop.LogRecord.RawJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One JSON object a line. */
final class JsonFormat implements LogFormat {
  /** The names that a style uses. */
  enum Style {
    /** {@code timestamp}, {@code level}, {@code message}, and fields as they are called. */
    FLAT,
    /** Elastic Common Schema: {@code @timestamp}, {@code log.level}, {@code trace.id}. */
    ECS,
    /** As pino for Node.js: {@code time} in milliseconds, {@code msg}, {@code traceId}. */
    PINO
  }

  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter ISO = Times.pattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
  private static final Map<String, String> ECS_NAMES =
      Map.of("trace_id", "trace.id", "span_id", "span.id");
  private static final Map<String, String> PINO_NAMES =
      Map.of("trace_id", "traceId", "span_id", "spanId");

  private final Style style;

  JsonFormat(Style style) {
    this.style = style;
  }

  @Override
  public List<String> lines(LogRecord record) {
    StringWriter out = new StringWriter(256);
    try (JsonGenerator g = JSON.createGenerator(out)) {
      g.writeStartObject();
      writeHead(record, g);
      for (Map.Entry<String, Object> field : record.fields().entrySet()) {
        g.writeFieldName(name(field.getKey()));
        writeValue(field.getValue(), g);
      }
      if (!record.stack().isEmpty()) {
        g.writeStringField("stack_trace", String.join("\n", record.stack()));
      }
      g.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(out.toString());
  }

  private void writeHead(LogRecord record, JsonGenerator g) throws IOException {
    String time = ISO.format(Times.instant(record.atMicros()));
    String app = record.service().app();
    switch (style) {
      case FLAT -> {
        g.writeStringField("timestamp", time);
        g.writeStringField("level", record.level().name());
        g.writeStringField("service", app);
        g.writeStringField("message", record.message());
      }
      case ECS -> {
        g.writeStringField("@timestamp", time);
        g.writeStringField("log.level", record.level().name());
        g.writeStringField("service.name", app);
        g.writeStringField("message", record.message());
      }
      case PINO -> {
        g.writeStringField("level", record.level().name().toLowerCase(Locale.ROOT));
        g.writeNumberField("time", record.atMicros() / 1_000);
        g.writeStringField("service", app);
        g.writeStringField("msg", record.message());
      }
    }
  }

  private String name(String field) {
    return switch (style) {
      case FLAT -> field;
      case ECS -> ECS_NAMES.getOrDefault(field, field);
      case PINO -> PINO_NAMES.getOrDefault(field, field);
    };
  }

  private static void writeValue(Object value, JsonGenerator g) throws IOException {
    switch (value) {
      case RawJson json -> g.writeRawValue(json.text());
      case Integer number -> g.writeNumber(number);
      case Long number -> g.writeNumber(number);
      case Double number -> g.writeNumber(number);
      default -> g.writeString(value.toString());
    }
  }
}

package dev.rearview.demo.shop;

import dev.rearview.model.Level;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a replica writes to its log; its service's format makes lines of it.
 *
 * @param atMicros epoch microseconds
 * @param replica which of the service's replicas writes
 * @param fields beside the message, in order: text, numbers, {@link RawJson}
 * @param stack further lines, as a stack trace has
 */
public record LogRecord(
    long atMicros,
    Service service,
    int replica,
    Level level,
    String message,
    Map<String, Object> fields,
    List<String> stack) {

  public LogRecord {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    stack = List.copyOf(stack);
  }

  public LogRecord(
      long atMicros,
      Service service,
      int replica,
      Level level,
      String message,
      Map<String, Object> fields) {
    this(atMicros, service, replica, level, message, fields, List.of());
  }

  /** A value that is JSON already. */
  public record RawJson(String text) {
    @Override
    public String toString() {
      return text;
    }
  }
}

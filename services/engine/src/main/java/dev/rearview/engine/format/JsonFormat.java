package dev.rearview.engine.format;

import dev.rearview.engine.record.FieldMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON object on a line, with the usual spellings of time, level and message. */
public final class JsonFormat implements LogFormat {
  static final JsonFormat INSTANCE = new JsonFormat();

  private JsonFormat() {}

  @Override
  public String name() {
    return "json";
  }

  @Override
  public String description() {
    return "one JSON object per line";
  }

  @Override
  public List<FormatSample> samples() {
    return List.of(
        new FormatSample(
            "{\"timestamp\":\"2024-01-15T15:47:23.120Z\",\"level\":\"warn\",\"message\":\"slow\",\"latency_ms\":812,\"http\":{\"status\":200}}",
            "2024-01-15T15:47:23.120Z",
            "WARN",
            "slow",
            Map.of("latency_ms", 812L, "http.status", 200L)),
        new FormatSample(
            "{\"time\":1705333643120,\"lvl\":50,\"msg\":\"refused\",\"traceId\":\"4bf92f\"}",
            "2024-01-15T15:47:23.120Z",
            "ERROR",
            "refused",
            Map.of("trace_id", "4bf92f")),
        new FormatSample(
            "{\"@timestamp\":\"2024-01-15T16:47:23+01:00\",\"log.level\":\"INFO\",\"service.name\":\"cart\",\"msg\":\"ok\"}",
            "2024-01-15T15:47:23Z",
            "INFO",
            "ok",
            Map.of("service", "cart")),
        new FormatSample("{\"a\":[1,2.5,null,true]}", null, null, null, Map.of()));
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
    int start = from;
    int end = to;
    while (start < end && line[start] >= 0 && line[start] <= ' ') {
      start++;
    }
    while (end > start && line[end - 1] >= 0 && line[end - 1] <= ' ') {
      end--;
    }
    return end - start >= 2 && line[start] == '{' && line[end - 1] == '}';
  }

  @Override
  public boolean mayStart(String line) {
    int start = 0;
    int end = line.length();
    while (start < end && line.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && line.charAt(end - 1) <= ' ') {
      end--;
    }
    return end - start >= 2 && line.charAt(start) == '{' && line.charAt(end - 1) == '}';
  }

  @Override
  public @Nullable ParsedLine parse(String line, TimeContext times) {
    FieldMap values = JsonText.read(line);
    return values == null ? null : NamedValues.line(values, times);
  }
}

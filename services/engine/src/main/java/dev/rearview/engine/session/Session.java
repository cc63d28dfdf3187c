package dev.rearview.engine.session;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import dev.rearview.engine.record.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A session.
 *
 * @param key its key's value
 * @param startNanos time of its first record, epoch nanoseconds
 * @param endNanos time of its last record
 * @param records how many it has
 * @param errors how many of them are errors
 * @param services in the order of their first records
 * @param nodes in the order of their first records
 * @param cutOff whether it looks as if it went on before or after what was read: it touches an end
 *     of the range by less than the gap
 */
public record Session(
    Object key,
    long startNanos,
    long endNanos,
    long records,
    long errors,
    List<String> services,
    List<String> nodes,
    boolean cutOff) {
  public Session {
    services = List.copyOf(services);
    nodes = List.copyOf(nodes);
  }

  public Instant start() {
    return Times.instant(startNanos);
  }

  public Instant end() {
    return Times.instant(endNanos);
  }

  public Duration duration() {
    return Duration.ofNanos(endNanos - startNanos);
  }

  /**
   * The row of an answer, with the columns {@code key start end duration records services errors
   * nodes cut_off}.
   */
  public LogRecord toRecord() {
    return MapRecord.builder()
        .tsNanos(startNanos)
        .put("key", key)
        .put("start", start())
        .put("end", end())
        .put("duration", duration())
        .put("records", records)
        .put("services", services)
        .put("errors", errors)
        .put("nodes", nodes)
        .put("cut_off", cutOff)
        .build();
  }
}

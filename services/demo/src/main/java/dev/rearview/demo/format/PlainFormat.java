package dev.rearview.demo.format;

import dev.rearview.demo.shop.LogRecord;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** {@code 2024-01-15T15:47:23.123Z INFO search for lamp took 12ms request_id=req-8831}. */
final class PlainFormat implements LogFormat {
  private static final DateTimeFormatter ISO = Times.pattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");

  @Override
  public List<String> lines(LogRecord record) {
    Object request = record.fields().get("request_id");
    return List.of(
        "%s %s %s%s"
            .formatted(
                ISO.format(Times.instant(record.atMicros())),
                record.level().name(),
                record.message(),
                request == null ? "" : " request_id=" + request));
  }
}

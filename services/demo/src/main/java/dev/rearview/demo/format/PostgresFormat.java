package dev.rearview.demo.format;

import dev.rearview.demo.shop.LogRecord;
import dev.rearview.model.Level;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** PostgreSQL's own log with {@code log_line_prefix = '%m [%p] '}, on standard error. */
final class PostgresFormat implements LogFormat {
  private static final DateTimeFormatter TIME = Times.pattern("yyyy-MM-dd HH:mm:ss.SSS 'UTC'");

  @Override
  public List<String> lines(LogRecord record) {
    String severity =
        switch (record.level()) {
          case ERROR, FATAL -> "FATAL";
          case WARN -> "WARNING";
          case INFO, DEBUG, TRACE -> "LOG";
        };
    long process = 100 + Math.floorMod(record.atMicros(), 900L);
    return List.of(
        "%s [%d] %s:  %s"
            .formatted(
                TIME.format(Times.instant(record.atMicros())),
                process,
                severity,
                record.message()));
  }

  @Override
  public boolean toStderr(LogRecord record) {
    return record.level().isAtLeast(Level.TRACE);
  }
}

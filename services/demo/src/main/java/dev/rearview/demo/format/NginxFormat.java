package dev.rearview.demo.format;

import dev.rearview.demo.shop.LogRecord;
import dev.rearview.model.Level;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** nginx's combined access log, and its error log for what has no status. */
final class NginxFormat implements LogFormat {
  private static final DateTimeFormatter ACCESS = Times.pattern("dd/MMM/yyyy:HH:mm:ss '+0000'");
  private static final DateTimeFormatter ERROR = Times.pattern("yyyy/MM/dd HH:mm:ss");
  private static final String AGENT =
      "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0";

  @Override
  public List<String> lines(LogRecord record) {
    return List.of(toStderr(record) ? error(record) : access(record));
  }

  @Override
  public boolean toStderr(LogRecord record) {
    return !record.fields().containsKey("status");
  }

  private static String access(LogRecord record) {
    return "%s - - [%s] \"%s %s HTTP/1.1\" %s %s \"-\" \"%s\""
        .formatted(
            record.fields().get("ip"),
            ACCESS.format(Times.instant(record.atMicros())),
            record.fields().get("method"),
            record.fields().get("path"),
            record.fields().get("status"),
            record.fields().get("bytes"),
            AGENT);
  }

  private static String error(LogRecord record) {
    Level level = record.level();
    String word = level == Level.INFO ? "notice" : level.name().toLowerCase(Locale.ROOT);
    return "%s [%s] 29#29: %s"
        .formatted(ERROR.format(Times.instant(record.atMicros())), word, record.message());
  }
}

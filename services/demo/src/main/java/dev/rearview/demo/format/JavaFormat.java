package dev.rearview.demo.format;

import dev.rearview.demo.shop.LogRecord;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Two usual patterns of Java services; stack traces follow on lines of their own. */
final class JavaFormat implements LogFormat {
  /** Which pattern. */
  enum Pattern {
    /** {@code %d{ISO8601} %-5p [%t] %c{1} - %m}. */
    LOG4J,
    /** {@code %d{yyyy-MM-dd HH:mm:ss.SSS} [%t] %-5level %logger{36} - %msg}. */
    LOGBACK
  }

  private static final DateTimeFormatter COMMA = Times.pattern("yyyy-MM-dd HH:mm:ss,SSS");
  private static final DateTimeFormatter POINT = Times.pattern("yyyy-MM-dd HH:mm:ss.SSS");

  private final Pattern pattern;

  JavaFormat(Pattern pattern) {
    this.pattern = pattern;
  }

  @Override
  public List<String> lines(LogRecord record) {
    List<String> lines = new ArrayList<>();
    String thread = "http-" + Math.floorMod(record.atMicros() / 1_000, 8);
    String level = "%-5s".formatted(record.level().name());
    String message = record.message() + ids(record);
    String app = record.service().app();
    lines.add(
        switch (pattern) {
          case LOG4J ->
              "%s %s [%s] %sService - %s"
                  .formatted(time(COMMA, record), level, thread, capital(app), message);
          case LOGBACK ->
              "%s [%s] %s shop.%s.%sEndpoint - %s"
                  .formatted(time(POINT, record), thread, level, app, capital(app), message);
        });
    lines.addAll(record.stack());
    return lines;
  }

  private static String time(DateTimeFormatter format, LogRecord record) {
    return format.format(Times.instant(record.atMicros()));
  }

  private static String capital(String app) {
    return Character.toUpperCase(app.charAt(0)) + app.substring(1);
  }

  /** The diagnostic context behind the message, as these services' pattern prints it. */
  private static String ids(LogRecord record) {
    StringBuilder ids = new StringBuilder();
    record
        .fields()
        .forEach((name, value) -> ids.append(' ').append(name).append('=').append(value));
    return ids.toString();
  }
}

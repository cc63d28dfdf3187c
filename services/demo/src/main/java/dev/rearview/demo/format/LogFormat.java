package dev.rearview.demo.format;

import dev.rearview.demo.shop.LogRecord;
import dev.rearview.demo.shop.Service;
import java.util.List;

/** Makes the lines of a record. */
public interface LogFormat {
  /** The lines, without line ends; at least one. */
  List<String> lines(LogRecord record);

  /** Whether the record goes to standard error. */
  default boolean toStderr(LogRecord record) {
    return false;
  }

  /** The format of a service. */
  static LogFormat of(Service service) {
    return switch (service) {
      case WEB -> new NginxFormat();
      case API_GATEWAY -> new JsonFormat(JsonFormat.Style.ECS);
      case AUTH -> new LogfmtFormat();
      case CART -> new JsonFormat(JsonFormat.Style.PINO);
      case CHECKOUT -> new JsonFormat(JsonFormat.Style.FLAT);
      case PAYMENT -> new JavaFormat(JavaFormat.Pattern.LOG4J);
      case INVENTORY -> new JavaFormat(JavaFormat.Pattern.LOGBACK);
      case CATALOG -> new PlainFormat();
      case POSTGRES -> new PostgresFormat();
    };
  }
}

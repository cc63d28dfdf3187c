package dev.rearview.demo.format;

import dev.rearview.demo.shop.LogRecord;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code ts=… level=info msg="token accepted" user_id=u-1007}. */
final class LogfmtFormat implements LogFormat {
  private static final DateTimeFormatter ISO = Times.pattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

  @Override
  public List<String> lines(LogRecord record) {
    StringBuilder line =
        new StringBuilder("ts=")
            .append(ISO.format(Times.instant(record.atMicros())))
            .append(" level=")
            .append(record.level().name().toLowerCase(Locale.ROOT))
            .append(" service=")
            .append(record.service().app())
            .append(" msg=")
            .append(quoted(record.message()));
    for (Map.Entry<String, Object> field : record.fields().entrySet()) {
      line.append(' ')
          .append(field.getKey())
          .append('=')
          .append(quoted(field.getValue().toString()));
    }
    return List.of(line.toString());
  }

  private static String quoted(String value) {
    boolean plain =
        !value.isEmpty() && value.chars().allMatch(c -> c > ' ' && c != '"' && c != '=');
    return plain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

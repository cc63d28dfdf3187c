package dev.rearview.engine.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code SHOW FORMATS} answers. */
public final class FormatTable {
  public static final List<String> COLUMNS =
      List.of("format", "description", "multi_line", "has_time", "sample");

  private FormatTable() {}

  /** A row for each format, most telling first. */
  public static List<Map<String, @Nullable Object>> rows(Formats formats) {
    return formats.all().stream().map(FormatTable::row).toList();
  }

  private static Map<String, @Nullable Object> row(LogFormat format) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("format", format.name());
    row.put("description", format.description());
    row.put("multi_line", format.isMultiLine());
    row.put("has_time", format.hasTime());
    row.put("sample", format.samples().stream().findFirst().map(FormatSample::line).orElse(null));
    return row;
  }
}

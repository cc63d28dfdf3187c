package dev.rearview.engine.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code SHOW FORMATS} answers. */
public final class FormatTable {
  public static final List<String> COLUMNS =
      List.of("format", "description", "multi_line", "has_time", "sample", "nodes");

  private FormatTable() {}

  /**
   * A format as it is shown.
   *
   * @param sample null where it has none
   */
  public record Entry(
      String name,
      String description,
      boolean multiLine,
      boolean hasTime,
      @Nullable String sample) {
    public static Entry of(LogFormat format) {
      return new Entry(
          format.name(),
          format.description(),
          format.isMultiLine(),
          format.hasTime(),
          format.samples().stream().findFirst().map(FormatSample::line).orElse(null));
    }

    /**
     * Its row.
     *
     * @param nodes whose scanners know it; null where all do
     */
    public Map<String, @Nullable Object> row(@Nullable List<String> nodes) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("format", name);
      row.put("description", description);
      row.put("multi_line", multiLine);
      row.put("has_time", hasTime);
      row.put("sample", sample);
      row.put("nodes", nodes);
      return row;
    }
  }

  /** A row for each format, most telling first. */
  public static List<Map<String, @Nullable Object>> rows(Formats formats) {
    return formats.all().stream().map(format -> Entry.of(format).row(null)).toList();
  }
}

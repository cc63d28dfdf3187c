package dev.rearview.query.statement;

import dev.rearview.engine.format.FormatSample;
import dev.rearview.engine.format.Formats;
import dev.rearview.engine.format.LogFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code SHOW FORMATS}: the log formats that are known, most telling first. */
final class FormatsAnswer {
  private static final List<String> COLUMNS =
      List.of("format", "description", "multi_line", "has_time", "sample");

  void answer(Asked asked) {
    asked.rows().columns(COLUMNS);
    asked.give(
        Formats.builtIn().all().stream().map(FormatsAnswer::row).toList(),
        asked.request().maxRows());
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

package dev.rearview.timeql.answer;

import dev.rearview.engine.record.Values;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** RFC 4180 with a header line; NULL is empty, the report has no place in it. */
final class CsvWriter implements AnswerWriter {
  private final OutputStream out;
  private final RowTable table = new RowTable();

  CsvWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public void columns(List<String> names) {
    table.columns(names);
  }

  @Override
  public void row(Map<String, @Nullable Object> row) {
    table.add(row);
  }

  @Override
  public void pause() {
    // nothing is written before the columns are known
  }

  @Override
  public void end(Map<String, @Nullable Object> report) throws IOException {
    line(table.columns());
    for (Map<String, @Nullable Object> row : table.rows()) {
      line(table.columns().stream().map(column -> text(row.get(column))).toList());
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : Values.text(value);
  }

  private void line(List<String> cells) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        line.append(',');
      }
      quote(line, cells.get(i));
    }
    out.write(line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void quote(StringBuilder line, String cell) {
    if (cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
      line.append(cell);
      return;
    }
    line.append('"').append(cell.replace("\"", "\"\"")).append('"');
  }
}

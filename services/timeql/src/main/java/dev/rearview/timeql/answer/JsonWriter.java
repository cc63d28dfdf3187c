package dev.rearview.timeql.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One object: {@code columns} (names), {@code rows} (an array of values each), {@code report}. */
final class JsonWriter implements AnswerWriter {
  private final OutputStream out;
  private final RowTable table = new RowTable();

  JsonWriter(OutputStream out) {
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
    try (JsonGenerator json = JsonValues.FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeFieldName("columns");
      JsonValues.write(json, table.columns());
      json.writeArrayFieldStart("rows");
      for (Map<String, @Nullable Object> row : table.rows()) {
        json.writeStartArray();
        for (String column : table.columns()) {
          JsonValues.write(json, row.get(column));
        }
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeFieldName("report");
      JsonValues.write(json, report);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }
}

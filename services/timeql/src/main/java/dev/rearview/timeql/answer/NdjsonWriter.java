package dev.rearview.timeql.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One flat object a line; the last line is {@code {"report": …}}. */
final class NdjsonWriter implements AnswerWriter {
  private final JsonGenerator json;

  NdjsonWriter(OutputStream out) {
    try {
      json = JsonValues.FACTORY.createGenerator(out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    json.setPrettyPrinter(new MinimalPrettyPrinter(""));
  }

  @Override
  public void columns(List<String> names) {
    // every row names its own
  }

  @Override
  public void row(Map<String, @Nullable Object> row) throws IOException {
    JsonValues.write(json, row);
    json.writeRaw('\n');
  }

  @Override
  public void pause() throws IOException {
    json.flush();
  }

  @Override
  public void end(Map<String, @Nullable Object> report) throws IOException {
    JsonValues.write(json, Map.of("report", report));
    json.writeRaw('\n');
    json.close();
  }
}

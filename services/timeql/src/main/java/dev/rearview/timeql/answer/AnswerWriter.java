package dev.rearview.timeql.answer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes an answer in one format. */
public interface AnswerWriter {
  void columns(List<String> names) throws IOException;

  void row(Map<String, @Nullable Object> row) throws IOException;

  /** Hands on what was written, because nothing more is there at the moment. */
  void pause() throws IOException;

  /** Writes what is left, and the report where the format has a place for it. */
  void end(Map<String, @Nullable Object> report) throws IOException;

  /** A report as one line of ASCII, for a header. */
  static String headerText(Map<String, @Nullable Object> report) {
    StringBuilder text = new StringBuilder();
    JsonValues.text(report)
        .chars()
        .forEach(c -> {
          if (c >= 0x20 && c < 0x7f) {
            text.append((char) c);
          } else {
            text.append("\\u%04x".formatted(c));
          }
        });
    return text.toString();
  }

  /** The writer of a format. */
  static AnswerWriter of(AnswerFormat format, OutputStream out) {
    return switch (format) {
      case NDJSON -> new NdjsonWriter(out);
      case JSON -> new JsonWriter(out);
      case CSV -> new CsvWriter(out);
      case TABLE -> new TableWriter(out);
      case TEXT -> new TextWriter(out, null);
    };
  }

  /**
   * A writer of text that says before each row of records where it comes from.
   *
   * @param origins names that
   */
  static AnswerWriter text(OutputStream out, Function<AnswerRow, String> origins) {
    return new TextWriter(out, origins);
  }
}

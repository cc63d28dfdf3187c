package dev.rearview.timeql.answer;

import org.jspecify.annotations.Nullable;

/** In which form an answer is written. */
public enum AnswerFormat {
  /** One flat object a row, the report last. */
  NDJSON,
  /** One object with columns, rows and report. */
  JSON,
  /** Rows only. */
  CSV,
  /** For a terminal: aligned columns, rows only. */
  TABLE,
  /** Lines as in the logs: values with tabs between them, rows only. */
  TEXT;

  /** The format of this name, or null. */
  public static @Nullable AnswerFormat named(String name) {
    for (AnswerFormat format : values()) {
      if (format.name().equalsIgnoreCase(name.strip())) {
        return format;
      }
    }
    return null;
  }
}

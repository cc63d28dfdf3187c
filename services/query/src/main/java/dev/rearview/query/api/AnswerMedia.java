package dev.rearview.query.api;

import dev.rearview.http.api.MediaTypes;
import dev.rearview.timeql.answer.AnswerFormat;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats as HTTP names them. */
final class AnswerMedia {
  private AnswerMedia() {}

  static String type(AnswerFormat format) {
    return switch (format) {
      case NDJSON -> MediaTypes.NDJSON;
      case JSON -> MediaType.APPLICATION_JSON;
      case CSV -> MediaTypes.CSV;
      case TABLE, TEXT -> MediaType.TEXT_PLAIN;
    };
  }

  /** What an {@code Accept} header names first of ours; NDJSON where it names none. */
  static AnswerFormat accepted(@Nullable String accept) {
    String wanted = accept == null ? "" : accept.toLowerCase(Locale.ROOT);
    for (String range : wanted.split(",")) {
      switch (range.split(";")[0].strip()) {
        case MediaTypes.NDJSON, "application/ndjson" -> {
          return AnswerFormat.NDJSON;
        }
        case MediaType.APPLICATION_JSON -> {
          return AnswerFormat.JSON;
        }
        case MediaTypes.CSV -> {
          return AnswerFormat.CSV;
        }
        default -> {}
      }
    }
    return AnswerFormat.NDJSON;
  }
}

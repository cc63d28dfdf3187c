package dev.rearview.http.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Times in URLs: epoch milliseconds, or ISO-8601 with a zone ({@code 2024-01-15T15:47:23Z}). */
public final class TimeParameter {
  private TimeParameter() {}

  /**
   * Epoch milliseconds of the text.
   *
   * @param name the parameter's name, for the message
   * @throws ProblemException 400 {@code bad_time} where it is neither form
   */
  public static long millis(String name, String text) {
    try {
      if (text.matches("-?\\d{1,18}")) {
        return Long.parseLong(text);
      }
      return text.endsWith("Z")
          ? Instant.parse(text).toEpochMilli()
          : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw ProblemException.badRequest(
          "bad_time",
          "%s='%s' is no time: give epoch milliseconds or ISO-8601 with a zone, as 2024-01-15T15:47:23Z"
              .formatted(name, text));
    }
  }
}

package dev.rearview.http.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Opaque cursors of paged answers: where the next page begins, as text that clients only repeat.
 */
public final class Cursor {
  private Cursor() {}

  public static String encode(String position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(position.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The position that a cursor stands for.
   *
   * @throws ProblemException 400 {@code bad_cursor} where no page ever gave this cursor out
   */
  public static String decode(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(
          "bad_cursor",
          "cursor '%s' was not given out by a page; begin without one".formatted(cursor));
    }
  }
}

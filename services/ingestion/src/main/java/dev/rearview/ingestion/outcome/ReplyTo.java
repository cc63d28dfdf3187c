package dev.rearview.ingestion.outcome;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for an event's number: a header of its record on the intake.
 *
 * @param instance the ingestion instance, unique for each start of a process
 * @param ticket which of its waiting events
 */
public record ReplyTo(String instance, long ticket) {
  /** The header's name. */
  public static final String HEADER = "rearview-reply-to";

  private static final char SEPARATOR = '/';

  public byte[] encode() {
    return (instance + SEPARATOR + ticket).getBytes(StandardCharsets.UTF_8);
  }

  /** Reads a header; null where it is none of ours. */
  public static @Nullable ReplyTo decode(byte[] header) {
    String text = new String(header, StandardCharsets.UTF_8);
    int at = text.lastIndexOf(SEPARATOR);
    if (at < 1 || !text.substring(at + 1).matches("\\d{1,18}")) {
      return null;
    }
    return new ReplyTo(text.substring(0, at), Long.parseLong(text, at + 1, text.length(), 10));
  }
}

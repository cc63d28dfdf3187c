package dev.rearview.ingestion.intake;

import dev.rearview.model.Event;

/** One event of a request, as far as it could be read. */
public sealed interface Submission {
  /** It was read; nothing is derived, redacted or validated yet. */
  record Readable(Event.Builder event) implements Submission {}

  /** It is no event. */
  record Unreadable(String field, String code, String reason) implements Submission {}
}

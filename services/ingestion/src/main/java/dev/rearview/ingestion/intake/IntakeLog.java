package dev.rearview.ingestion.intake;

import dev.rearview.ingestion.outcome.ReplyTo;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where events lie until they are numbered. */
public interface IntakeLog {
  /**
   * Hands events on.
   *
   * @param entries in the order in which they shall be numbered
   * @return completes once all of them are durable; fails with {@link IntakeUnavailableException}
   *     where that is not known within the time allowed, and then some may be durable all the same
   */
  CompletableFuture<Void> append(List<Entry> entries);

  /**
   * An event and who waits for its number.
   *
   * @param world of the event
   * @param event its bytes on the topic
   * @param replyTo null where nobody does
   */
  @SuppressWarnings("ArrayRecordComponent") // is handed on and never compared
  record Entry(String world, byte[] event, @Nullable ReplyTo replyTo) {}
}

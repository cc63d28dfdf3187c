package dev.rearview.scanner.shipping;

import dev.rearview.model.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where shipped events go. */
public interface Intake {

  /**
   * Hands events in. Answers come in the order of calls; the future fails where none came.
   *
   * @param sourceId who ships
   */
  CompletableFuture<Answer> append(String sourceId, List<Event> events);

  /** What ingestion says to a batch. */
  sealed interface Answer {
    /**
     * The batch is durable but for what was refused, which no repeat would change.
     *
     * @param refused sentences, at most one for each event
     */
    record Taken(int accepted, List<String> refused) implements Answer {
      public Taken {
        refused = List.copyOf(refused);
      }
    }

    /** Nothing of it was taken; it should come again after this time. */
    record Later(Duration after) implements Answer {}
  }
}

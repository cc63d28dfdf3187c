package dev.rearview.ingestion.outcome;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** The events of this instance that somebody waits for; bounded. Safe for several threads. */
public final class PendingOutcomes {
  private final String instance;
  private final Semaphore free;
  private final AtomicLong tickets = new AtomicLong();
  private final Map<Long, CompletableFuture<Outcome>> waiting = new ConcurrentHashMap<>();

  /**
   * @param instance unique for each start of a process
   * @param limit most events that are waited for at once
   */
  public PendingOutcomes(String instance, int limit) {
    this.instance = instance;
    this.free = new Semaphore(limit);
  }

  /** An event that is waited for. */
  public record Ticket(ReplyTo replyTo, CompletableFuture<Outcome> outcome) {}

  /**
   * A new ticket; empty where too many are waited for. It must be {@linkplain #release released}.
   */
  public Optional<Ticket> take() {
    if (!free.tryAcquire()) {
      return Optional.empty();
    }
    long number = tickets.incrementAndGet();
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    waiting.put(number, outcome);
    return Optional.of(new Ticket(new ReplyTo(instance, number), outcome));
  }

  /** Ends the waiting, whether it was answered or not. Releasing twice is harmless. */
  public void release(Ticket ticket) {
    if (waiting.remove(ticket.replyTo().ticket()) != null) {
      free.release();
    }
  }

  /** Whose outcomes these are. */
  String instance() {
    return instance;
  }

  void complete(Outcome outcome) {
    CompletableFuture<Outcome> waiter = waiting.get(outcome.ticket());
    if (waiter != null) {
      waiter.complete(outcome);
    }
  }
}

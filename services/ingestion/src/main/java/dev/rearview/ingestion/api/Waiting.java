package dev.rearview.ingestion.api;

import dev.rearview.ingestion.api.AppendAnswer.Item;
import dev.rearview.ingestion.intake.Receipt;
import dev.rearview.ingestion.intake.Taken;
import dev.rearview.ingestion.outcome.Outcome;
import dev.rearview.ingestion.outcome.PendingOutcomes;
import dev.rearview.ingestion.outcome.PendingOutcomes.Ticket;
import dev.rearview.ingestion.outcome.ReplyTo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The tickets of one request that waits for the numbers of its events. */
final class Waiting implements AutoCloseable {
  private final PendingOutcomes pending;
  private final Map<Integer, Ticket> tickets = new HashMap<>();

  Waiting(PendingOutcomes pending) {
    this.pending = pending;
  }

  /** A ticket for an event; null where too many wait already. */
  @Nullable ReplyTo ticketFor(Taken taken) {
    Ticket ticket = pending.take().orElse(null);
    if (ticket == null) {
      return null;
    }
    tickets.put(taken.index(), ticket);
    return ticket.replyTo();
  }

  /** Completes once every outcome is known, or the time is over. */
  CompletableFuture<AppendAnswer> answer(Receipt receipt, Duration atMost) {
    CompletableFuture<?>[] outcomes =
        tickets.values().stream().map(Ticket::outcome).toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(outcomes)
        .completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(done -> now(receipt));
  }

  /** What is known now. */
  AppendAnswer now(Receipt receipt) {
    List<Item> items = new ArrayList<>();
    for (Taken taken : receipt.taken()) {
      Ticket ticket = tickets.get(taken.index());
      items.add(item(taken, ticket == null ? null : ticket.outcome().getNow(null)));
    }
    return new AppendAnswer(items.size(), items, receipt.refused());
  }

  private static Item item(Taken taken, @Nullable Outcome outcome) {
    int index = taken.index();
    String id = taken.event().id().toString();
    String world = taken.event().world();
    if (outcome == null) {
      return new Item(index, id, world, null, null, null, null, null);
    }
    return switch (outcome.status()) {
      case APPENDED -> new Item(index, id, world, outcome.globalSeq(), null, null, null, null);
      case REPEATED -> new Item(index, id, world, outcome.globalSeq(), true, null, null, null);
      case CONFLICT -> new Item(index, id, world, null, null, 409, "conflict", outcome.reason());
    };
  }

  @Override
  public void close() {
    tickets.values().forEach(pending::release);
  }
}

package dev.rearview.ingestion.intake;

import dev.rearview.ingestion.outcome.ReplyTo;
import dev.rearview.ingestion.redaction.Findings;
import dev.rearview.ingestion.redaction.Redactor;
import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The way in, for every face: validate, redact, derive, hand on, count what was refused. Safe for
 * use by several threads at once.
 */
public final class EventIntake {
  private final Validation validation;
  private final Redactor redactor;
  private final Derivation derivation;
  private final IntakeLog log;
  private final IntakeMeter meter;
  private final Clock clock;

  public EventIntake(
      IntakeLimits limits,
      Redactor redactor,
      IntakeLog log,
      IntakeMeter meter,
      Clock clock,
      RandomGenerator random) {
    this.validation = new Validation(limits.strict());
    this.redactor = redactor;
    this.derivation = new Derivation(random);
    this.log = log;
    this.meter = meter;
    this.clock = clock;
  }

  /**
   * Takes what is good and tells what is bad.
   *
   * @param sourceId who sends, for events that do not say so themselves; null: not known
   * @param replyTo who waits for an event's number; its function answers null where nobody does
   * @return completes once everything taken is durable; fails with {@link
   *     IntakeUnavailableException} where that cannot be promised
   */
  public CompletableFuture<Receipt> take(
      List<Submission> submissions,
      @Nullable String sourceId,
      Function<Taken, @Nullable ReplyTo> replyTo) {
    long start = System.nanoTime();
    List<Taken> taken = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    for (int i = 0; i < submissions.size(); i++) {
      switch (submissions.get(i)) {
        case Submission.Unreadable(String field, String code, String reason) ->
            refused.add(new Refusal(i, redactor.text(field), code, redactor.text(reason)));
        case Submission.Readable(Event.Builder event) ->
            complete(i, event, sourceId, taken, refused);
      }
    }
    refused.forEach(refusal -> meter.refused(refusal.code()));
    return handOver(taken, replyTo, start).thenApply(done -> new Receipt(taken, refused));
  }

  private void complete(
      int index,
      Event.Builder event,
      @Nullable String sourceId,
      List<Taken> taken,
      List<Refusal> refused) {
    if (event.sourceId() == null) {
      event.sourceId(sourceId);
    }
    Validation.Fault fault = validation.check(event);
    if (fault != null) {
      refused.add(
          new Refusal(
              index, redactor.text(fault.field()), fault.code(), redactor.text(fault.reason())));
      return;
    }
    Findings found = redactor.redact(event);
    WholeText.in(event);
    Event complete = derivation.complete(event, clock.millis());
    byte[] bytes = EventCodec.encode(complete);
    if (bytes.length > IntakeLimits.MAX_EVENT_BYTES) {
      refused.add(
          new Refusal(
              index,
              "",
              "too_large",
              "the event has %d bytes, at most %d are taken"
                  .formatted(bytes.length, IntakeLimits.MAX_EVENT_BYTES)));
      return;
    }
    meter.redacted(found.counts());
    taken.add(new Taken(index, complete, bytes));
  }

  private CompletableFuture<Void> handOver(
      List<Taken> taken, Function<Taken, @Nullable ReplyTo> replyTo, long start) {
    List<IntakeLog.Entry> entries = new ArrayList<>(taken.size());
    for (Taken one : taken) {
      entries.add(new IntakeLog.Entry(one.event().world(), one.bytes(), replyTo.apply(one)));
    }
    CompletableFuture<Void> durable = log.append(entries);
    return durable.whenComplete((done, failure) -> {
      if (failure == null) {
        meter.accepted(taken.size());
        meter.handedOver(Duration.ofNanos(System.nanoTime() - start));
      } else {
        meter.unavailable();
      }
    });
  }
}

package dev.rearview.ingestion.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.ingestion.outcome.Outcome.Status;
import dev.rearview.ingestion.outcome.PendingOutcomes.Ticket;
import org.junit.jupiter.api.Test;

class PendingOutcomesTest {
  private final PendingOutcomes pending = new PendingOutcomes("me", 2);

  @Test
  void anOutcomeReachesItsTicketOnly() {
    Ticket first = pending.take().orElseThrow();
    Ticket second = pending.take().orElseThrow();
    Outcome outcome = new Outcome(second.replyTo().ticket(), Status.APPENDED, 5, null);

    pending.complete(Outcome.decode(outcome.encode()));

    assertThat(second.outcome()).isCompletedWithValue(outcome);
    assertThat(first.outcome()).isNotDone();
  }

  @Test
  void ticketsAreBounded() {
    Ticket first = pending.take().orElseThrow();
    pending.take().orElseThrow();

    assertThat(pending.take()).isEmpty();
    pending.release(first);
    pending.release(first);
    assertThat(pending.take()).isPresent();
    assertThat(pending.take()).isEmpty();
  }

  @Test
  void anOutcomeThatNobodyWaitsForIsPassedOver() {
    Ticket ticket = pending.take().orElseThrow();
    pending.release(ticket);

    pending.complete(new Outcome(ticket.replyTo().ticket(), Status.APPENDED, 5, null));

    assertThat(ticket.outcome()).isNotDone();
  }

  @Test
  void headersAndValuesOfOthersAreKnownAsSuch() {
    assertThat(ReplyTo.decode(new ReplyTo("a/b", 3).encode())).isEqualTo(new ReplyTo("a/b", 3));
    assertThat(ReplyTo.decode("a/b".getBytes(UTF_8))).isNull();
    assertThat(ReplyTo.decode("/3".getBytes(UTF_8))).isNull();
    assertThatThrownBy(() -> Outcome.decode("x".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

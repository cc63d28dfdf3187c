package dev.rearview.scanner.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import dev.rearview.engine.scan.ScanPosition;
import dev.rearview.model.Event;
import dev.rearview.model.EventIds;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShipperTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-01-15T15:55:00Z"), ZoneOffset.UTC);

  @TempDir Path dir;

  private final FakeTail tail = new FakeTail();
  private final FakeIntake intake = new FakeIntake();
  private final ShippingLedger ledger = new ShippingLedger();

  @Test
  void shipsWhatCarriesStateOrAnErrorOrOpensATraceOrSession() throws Exception {
    tail.line("s", Map.of("message", "plain"));
    tail.line("s", Map.of("message", "boom", "level", "ERROR"));
    tail.line("s", Map.of("message", "set", "state_delta", Map.of("replicas", 3L)));
    tail.line("s", Map.of("message", "opens", "trace_id", "t1"));
    tail.line("s", Map.of("message", "same trace", "trace_id", "t1"));
    tail.line("s", Map.of("message", "other service", "trace_id", "t1", "service", "cart"));
    tail.line("s", Map.of("message", "session", "session_id", "s-42"));

    shipper().round();

    assertThat(intake.messages())
        .containsExactly("boom", "set", "opens", "other service", "session");
    assertThat(intake.taken.get(1).stateDelta()).isEqualTo("{\"replicas\":3}");
    assertThat(intake.taken.getFirst().sourceId()).isEqualTo("scanner/node-1");
  }

  @Test
  void goesOnAfterARestartWithoutRepeatAndWithoutLoss() throws Exception {
    tail.line("s", Map.of("message", "one", "level", "ERROR"));
    tail.line("s", Map.of("message", "opens", "trace_id", "t1"));
    Shipper first = shipper();
    first.round();
    first.round();
    tail.line("s", Map.of("message", "same trace", "trace_id", "t1"));
    tail.line("s", Map.of("message", "two", "level", "ERROR"));

    shipper().round();

    assertThat(intake.messages()).containsExactly("one", "opens", "two");
  }

  @Test
  void aBatchThatWasNotTakenIsRepeatedAndItsPositionNotKept() throws Exception {
    tail.line("s", Map.of("message", "one", "level", "ERROR"));
    tail.line("s", Map.of("message", "opens", "trace_id", "t1"));
    intake.silent = true;
    shipper().round();
    assertThat(intake.taken).isEmpty();

    intake.silent = false;
    Shipper next = shipper();
    next.round();

    assertThat(intake.messages()).containsExactly("one", "opens");
    next.round();
    assertThat(ledger.status().shipped()).isEqualTo(2);
  }

  @Test
  void aBrokenCallAndABusyIngestionAreTriedAgain() throws Exception {
    tail.line("s", Map.of("message", "one", "level", "ERROR"));
    intake.script.add(CompletableFuture.failedFuture(new IllegalStateException("away")));
    intake.script.add(
        CompletableFuture.completedFuture(new Intake.Answer.Later(Duration.ofMillis(1))));
    Shipper shipper = shipper();

    shipper.round();
    shipper.round();

    assertThat(intake.messages()).containsExactly("one");
    assertThat(ledger.status().retries()).isEqualTo(2);
    assertThat(ledger.status().warnings()).isEmpty();
  }

  @Test
  void refusalsAndGapsAreReported() throws Exception {
    tail.line("s", Map.of("message", "one", "level", "ERROR"));
    tail.gap = "stream s: 100 bytes were rotated away before they were read";
    intake.script.add(
        CompletableFuture.completedFuture(
            new Intake.Answer.Taken(0, List.of("too_large: an event over 900 KiB"))));
    Shipper shipper = shipper();

    shipper.round();
    shipper.round();

    assertThat(ledger.status().refused()).isEqualTo(1);
    assertThat(ledger.status().gaps()).isEqualTo(1);
    assertThat(ledger.status().warnings())
        .contains(
            "stream s: 100 bytes were rotated away before they were read",
            "refused by ingestion: too_large: an event over 900 KiB");
  }

  @Test
  void noMoreBatchesThanAllowedAreUnanswered() throws Exception {
    for (int stream = 0; stream < 10; stream++) {
      for (int line = 0; line < 10; line++) {
        tail.line("s" + stream, Map.of("message", "m", "level", "ERROR"));
      }
    }
    intake.late = true;

    shipper().round();

    assertThat(intake.mostUnanswered).isEqualTo(2);
    assertThat(intake.taken).hasSizeGreaterThanOrEqualTo(80);
  }

  private Shipper shipper() {
    ShippingSettings settings =
        new ShippingSettings(
            dir,
            "default",
            10,
            2,
            Duration.ofMillis(1),
            Duration.ZERO,
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            1000);
    return new Shipper("node-1", settings, tail, intake, ledger, CLOCK, System::nanoTime);
  }

  /** Streams held in memory; a position is an index. */
  private static final class FakeTail implements Tail {
    private final Map<String, List<LogRecord>> lines = new LinkedHashMap<>();
    private String gap = "";

    void line(String stream, Map<String, Object> fields) {
      List<LogRecord> records = lines.computeIfAbsent(stream, s -> new ArrayList<>());
      MapRecord.Builder record =
          MapRecord.builder().ts(Instant.parse("2024-01-15T15:40:00Z")).stream(stream)
              .put("component", "shop/checkout")
              .put("event_id", EventIds.ofPosition(stream, "p", records.size()).toString());
      if (!fields.containsKey("service")) {
        record.put("service", "checkout");
      }
      fields.forEach(record::put);
      records.add(record.build());
    }

    @Override
    public List<String> streams() {
      return List.copyOf(lines.keySet());
    }

    @Override
    public Chunk read(String stream, ScanPosition from, int maxRecords) {
      List<LogRecord> records = lines.getOrDefault(stream, List.of());
      int start = from == null ? 0 : (int) from.offset();
      int end = Math.min(records.size(), start + maxRecords);
      List<String> gaps = gap.isEmpty() || start > 0 ? List.of() : List.of(gap);
      return new Chunk(records.subList(start, end), new ScanPosition("p", end), gaps);
    }
  }

  /** Takes everything, unless a script says otherwise. */
  private static final class FakeIntake implements Intake {
    private final List<Event> taken = new ArrayList<>();
    private final Deque<CompletableFuture<Answer>> script = new ArrayDeque<>();
    private final Deque<Runnable> open = new ArrayDeque<>();
    private boolean silent;
    private boolean late;
    private int mostUnanswered;

    @Override
    public CompletableFuture<Answer> append(String sourceId, List<Event> events) {
      if (silent) {
        return new CompletableFuture<>();
      }
      CompletableFuture<Answer> said = script.poll();
      if (said != null) {
        return said;
      }
      CompletableFuture<Answer> answer = new CompletableFuture<>();
      Runnable take =
          () -> {
            taken.addAll(events);
            answer.complete(new Answer.Taken(events.size(), List.of()));
          };
      if (!late) {
        take.run();
        return answer;
      }
      open.add(take);
      mostUnanswered = Math.max(mostUnanswered, open.size());
      if (open.size() == 2) {
        open.remove().run();
      }
      return answer;
    }

    List<String> messages() {
      return taken.stream().map(Event::message).toList();
    }
  }
}

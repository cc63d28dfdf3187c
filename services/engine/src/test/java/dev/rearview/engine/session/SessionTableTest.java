package dev.rearview.engine.session;

import static dev.rearview.engine.Rows.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SessionTableTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Duration GAP = Duration.ofSeconds(10);
  private static final SessionLimits LIMITS = SessionLimits.of(GAP);

  private static LogRecord record(Random random, int keys, int seconds) {
    int key = random.nextInt(keys);
    // most keys have one service on one node, as most sessions of one node have
    boolean plain = key % 3 != 0;
    MapRecord.Builder record =
        MapRecord.builder()
            .node(plain ? "n" + key % 5 : "n" + random.nextInt(3))
            .put("user", "u" + key)
            .put("level", random.nextInt(4) == 0 ? "ERROR" : "INFO");
    if (random.nextInt(5) > 0) {
      record.put("service", plain ? "s" + key % 2 : "s" + random.nextInt(4));
    }
    return random.nextInt(50) == 0
        ? record.build()
        : record.tsNanos((random.nextInt(seconds) - 20L) * SECOND).build();
  }

  private static void add(SessionTable table, LogRecord record) {
    byte[] key =
        (" " + record.text(field("user").fields().getFirst()) + " ")
            .getBytes(StandardCharsets.UTF_8);
    int end = key.length - 1;
    if (!record.hasTime()) {
      table.addWithoutTime(key, 1, end);
      return;
    }
    String service = record.text(dev.rearview.engine.record.Field.SERVICE);
    boolean error = "ERROR".equals(record.text(field("level").fields().getFirst()));
    table.add(key, 1, end, record.tsNanos(), error, service == null ? "" : service, record.node());
  }

  private static SessionGrouper grouped(SessionTable table) {
    SessionGrouper grouper = new SessionGrouper(field("user"), LIMITS);
    table.forEach((bytes, from, to, sessions) -> {
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      try {
        sessions.write(new DataOutputStream(written));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      String key = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      grouper.merge(key, written.toByteArray(), "");
    });
    return grouper;
  }

  @RepeatedTest(60)
  void itsSessionsAreThoseOfTheRecordsHoweverTheyAreShared(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int keys = 1 + random.nextInt(900);
    int seconds = 30 + random.nextInt(repetition.getCurrentRepetition() % 2 == 0 ? 20 : 2_000);
    SessionGrouper expected = new SessionGrouper(field("user"), LIMITS);
    List<SessionTable> tables = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      tables.add(new SessionTable(GAP, 10_000));
    }
    for (int i = 0; i < 4_000; i++) {
      LogRecord record = record(random, keys, seconds);
      expected.accept(record);
      add(tables.get(random.nextInt(tables.size())), record);
    }
    SessionTable whole = tables.removeFirst();
    tables.forEach(whole::absorb);
    SessionGrouper given = grouped(whole);
    assertThat(given.finish()).isEqualTo(expected.finish());
    assertThat(given.withoutTime()).isEqualTo(expected.withoutTime());
    assertThat(whole.boundsHit()).isEmpty();
  }

  @Test
  void whatDoesNotFitIsToldByTheRecord() {
    SessionTable table = new SessionTable(GAP, 10);
    SessionTable other = new SessionTable(GAP, 10);
    for (int i = 0; i < 30; i++) {
      byte[] key = {(byte) (i % 15)};
      table.add(key, 0, 1, 0, false, "s", "n");
    }
    assertThat(table.boundsHit())
        .containsExactly("10 records were left out because there were more than 10 sessions");
    other.add(new byte[] {20}, 0, 1, 0, false, "s", "n");
    other.add(new byte[] {1}, 0, 1, 0, false, "s", "n");
    table.absorb(other);
    table.addWithoutTime(new byte[] {21}, 0, 1);
    table.add(new byte[] {1}, 0, 1, 60 * SECOND, false, "s", "n");
    assertThat(table.boundsHit())
        .containsExactly("13 records were left out because there were more than 10 sessions");
    assertThat(grouped(table).finish()).hasSize(10).allMatch(s -> s.records() >= 2);
  }

  @Test
  void moreNamesThanHaveANumberAreKept() {
    SessionTable table = new SessionTable(GAP, 100_000);
    SessionGrouper expected = new SessionGrouper(field("user"), LIMITS);
    for (int i = 0; i < 12_000; i++) {
      LogRecord record =
          MapRecord.builder()
              .tsNanos(i)
              .node("n" + i % 7_000)
              .put("service", "s" + i % 6_000)
              .put("user", "u" + i % 9_000)
              .put("level", "INFO")
              .build();
      expected.accept(record);
      add(table, record);
    }
    assertThat(grouped(table).finish()).isEqualTo(expected.finish());
  }
}

package dev.rearview.engine.session;

import static dev.rearview.engine.Rows.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.engine.aggregate.Aggregate;
import dev.rearview.engine.aggregate.GroupLimits;
import dev.rearview.engine.aggregate.GroupTable;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Sessions of parts, put together, are the sessions of the whole. */
class SessionMergeTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Duration GAP = Duration.ofSeconds(10);
  private static final SessionLimits LIMITS = SessionLimits.of(GAP);

  private static LogRecord record(Random random, int seconds) {
    String[] levels = {"INFO", "ERROR", "WARN", "FATAL"};
    MapRecord.Builder record =
        MapRecord.builder()
            .node("n" + random.nextInt(4))
            .put("user", "u" + random.nextInt(12))
            .put("service", "s" + random.nextInt(5))
            .put("level", levels[random.nextInt(levels.length)]);
    return random.nextInt(50) == 0
        ? record.build()
        : record.tsNanos(random.nextInt(seconds) * SECOND).build();
  }

  private static GroupTable table() {
    List<Aggregate> sessions = List.of(Aggregate.sessions(GAP));
    return new GroupTable(List.of(field("user")), sessions, GroupLimits.of(sessions));
  }

  private static SessionGrouper merged(List<GroupTable> parts) {
    SessionGrouper grouper = new SessionGrouper(field("user"), LIMITS);
    for (GroupTable part : parts) {
      part.partials().forEach(g -> grouper.merge(g.keys().getFirst(), g.states().getFirst(), ""));
    }
    return grouper;
  }

  /** Sessions by their definition: each key's records in the order of time, cut at each gap. */
  private static List<Session> oracle(List<LogRecord> records) {
    Map<String, List<LogRecord>> byKey =
        records.stream()
            .filter(LogRecord::hasTime)
            .collect(Collectors.groupingBy(r -> String.valueOf(field("user").value(r))));
    List<Session> sessions = new ArrayList<>();
    byKey.forEach((key, of) -> {
      of.sort(Comparator.comparingLong(LogRecord::tsNanos));
      int from = 0;
      for (int i = 1; i <= of.size(); i++) {
        if (i == of.size() || of.get(i).tsNanos() - of.get(i - 1).tsNanos() > GAP.toNanos()) {
          sessions.add(session(key, of.subList(from, i)));
          from = i;
        }
      }
    });
    sessions.sort(Comparator.comparingLong(Session::startNanos).thenComparing(s -> "" + s.key()));
    return sessions;
  }

  private static Session session(String key, List<LogRecord> records) {
    Map<String, Long> services = new TreeMap<>();
    Map<String, Long> nodes = new TreeMap<>();
    long errors = 0;
    for (LogRecord r : records) {
      services.merge(String.valueOf(field("service").value(r)), r.tsNanos(), Math::min);
      nodes.merge(r.node(), r.tsNanos(), Math::min);
      errors +=
          List.of("ERROR", "FATAL").contains(r.text(field("level").fields().getFirst())) ? 1 : 0;
    }
    return new Session(
        key,
        records.getFirst().tsNanos(),
        records.getLast().tsNanos(),
        records.size(),
        errors,
        byTime(services),
        byTime(nodes),
        false);
  }

  private static List<String> byTime(Map<String, Long> first) {
    return first.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  @RepeatedTest(60)
  void partsOfAnySplitInAnyOrderGiveTheSessionsOfTheWhole(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int seconds = 100 + random.nextInt(3_000);
    List<LogRecord> records =
        IntStream.range(0, random.nextInt(1_500)).mapToObj(i -> record(random, seconds)).toList();
    List<GroupTable> parts = new ArrayList<>();
    IntStream.range(0, 1 + random.nextInt(8)).forEach(i -> parts.add(table()));
    List<LogRecord> shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, random);
    shuffled.forEach(r -> parts.get(random.nextInt(parts.size())).add(r));
    Collections.shuffle(parts, random);

    SessionGrouper whole = new SessionGrouper(field("user"), LIMITS);
    records.forEach(whole::accept);
    SessionGrouper merged = merged(parts);

    assertThat(whole.finish()).isEqualTo(oracle(records));
    assertThat(merged.finish()).isEqualTo(oracle(records));
    long untimed = records.stream().filter(r -> !r.hasTime()).count();
    assertThat(whole.withoutTime()).isEqualTo(untimed);
    assertThat(merged.withoutTime()).isEqualTo(untimed);
    assertThat(merged.boundsHit()).isEmpty();
  }

  @Test
  void aHundredShufflesGiveEqualSessions() {
    Random random = new Random(14);
    List<LogRecord> records = new ArrayList<>();
    IntStream.range(0, 3_000).forEach(i -> records.add(record(random, 9_000)));
    List<Session> expected = oracle(records);
    for (int shuffle = 0; shuffle < 100; shuffle++) {
      Collections.shuffle(records, random);
      SessionGrouper grouper = new SessionGrouper(field("user"), LIMITS);
      records.forEach(grouper::accept);
      assertThat(grouper.finish()).as("shuffle %d", shuffle).isEqualTo(expected);
    }
  }

  @Test
  void ofManyServicesTheFirstAreKeptHoweverTheyCome() {
    List<LogRecord> records = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      records.add(
          MapRecord.builder()
              .tsNanos(i * SECOND)
              .put("user", "u")
              .put("service", "s%03d".formatted(i))
              .build());
    }
    Random random = new Random(5);
    List<String> expected = IntStream.range(0, 100).mapToObj("s%03d"::formatted).toList();
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(records, random);
      List<GroupTable> parts = List.of(table(), table(), table());
      records.forEach(r -> parts.get(random.nextInt(3)).add(r));
      SessionGrouper merged = merged(parts);
      Session session = merged.finish().getFirst();
      assertThat(session.services()).isEqualTo(expected);
      assertThat(session.records()).isEqualTo(300);
      assertThat(merged.boundsHit())
          .containsExactly(
              "1 session has more than 100 services or nodes, of which the first are shown");
    }
  }

  @Test
  void theNodeThatSendsStandsForRecordsThatNameNone() {
    GroupTable part = table();
    part.add(MapRecord.builder().tsNanos(1).put("user", "u").build());
    SessionGrouper grouper = new SessionGrouper(field("user"), LIMITS);
    part.partials().forEach(g -> grouper.merge("u", g.states().getFirst(), "replay"));
    assertThat(grouper.finish().getFirst().nodes()).containsExactly("replay");
  }

  @Test
  void sessionsBeyondTheBoundAreCountedAndTakeNoRoom() {
    SessionLimits few = new SessionLimits(GAP, LogRecord.NO_TIME, LogRecord.NO_TIME, 2);
    SessionGrouper grouper = new SessionGrouper(field("user"), few);
    GroupTable part = table();
    for (int i = 0; i < 5; i++) {
      part.add(MapRecord.builder().tsNanos(i).put("user", "u" + i).build());
      part.add(MapRecord.builder().put("user", "u" + i).build());
    }
    part.partials().forEach(g -> grouper.merge(g.keys().getFirst(), g.states().getFirst(), ""));
    assertThat(grouper.finish()).hasSize(2);
    assertThat(grouper.withoutTime()).isEqualTo(5);
    assertThat(grouper.boundsHit())
        .containsExactly("3 records were left out because there were more than 2 sessions");
  }

  @Test
  void joinedSessionsMakeRoomForOthers() {
    SessionLimits few = new SessionLimits(GAP, LogRecord.NO_TIME, LogRecord.NO_TIME, 3);
    SessionGrouper grouper = new SessionGrouper(field("user"), few);
    for (int second : new int[] {0, 20, 40, 10, 30, 100, 200}) {
      grouper.accept(MapRecord.builder().tsNanos(second * SECOND).put("user", "u").build());
    }
    assertThat(grouper.finish()).extracting(Session::records).containsExactly(5L, 1L, 1L);
    assertThat(grouper.boundsHit()).isEmpty();
  }

  @Test
  void timesAtBothEndsOfTimeAreFarApart() {
    SessionGrouper grouper = new SessionGrouper(field("user"), LIMITS);
    grouper.accept(MapRecord.builder().tsNanos(Long.MIN_VALUE + 1).put("user", "u").build());
    grouper.accept(MapRecord.builder().tsNanos(Long.MAX_VALUE).put("user", "u").build());
    assertThat(grouper.finish()).hasSize(2);
  }

  @Test
  void sessionsCanBeCounted() {
    GroupTable table = table();
    for (int second : new int[] {0, 5, 30, 31}) {
      table.add(MapRecord.builder().tsNanos(second * SECOND).put("user", "u").build());
    }
    assertThat(table.results().getFirst().results()).containsExactly(2L);
    GroupTable other = table();
    table.partials().forEach(other::merge);
    assertThat(other.results()).isEqualTo(table.results());
  }

  @Test
  void damagedSessionsAreRefused() {
    SessionGrouper grouper = new SessionGrouper(field("user"), LIMITS);
    assertThatThrownBy(() -> grouper.merge("u", new byte[3], ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sessions of 'u' are damaged");
    byte[] negative = new byte[12];
    negative[8] = -1;
    assertThatThrownBy(() -> grouper.merge("u", negative, ""))
        .hasMessageContaining("stretches of time");
    byte[] backwards = new byte[200];
    backwards[11] = 1;
    backwards[19] = 9;
    assertThatThrownBy(() -> grouper.merge("u", backwards, ""))
        .hasMessageContaining("ends before it begins");
    byte[] longName = new byte[200];
    longName[11] = 1;
    longName[45] = 1;
    longName[46] = 127;
    assertThatThrownBy(() -> grouper.merge("u", longName, "")).hasMessageContaining("a name of");
  }
}

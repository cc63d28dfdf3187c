package dev.rearview.replay.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.model.Event;
import dev.rearview.replay.MemoryLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every index against a plain filter and sort over the same seeded events. */
class LocalEventsTest {
  @Test
  void everyIndexGivesWhatAFilterOverAllGivesInItsOrder() {
    for (long seed = 1; seed <= 5; seed++) {
      Random random = new Random(seed);
      MemoryLog log = new MemoryLog(4, 50);
      List<Event> all = new ArrayList<>();
      String[] odd = {"a", "a\u0000", "a\u0000b", "", "é", "\uD83D\uDE00", "\uFFFD"};
      for (int i = 0; i < 400; i++) {
        all.add(
            log.append(
                "c" + random.nextInt(6),
                random.nextInt(300) - 150,
                e ->
                    e.observedMs((long) random.nextInt(500))
                        .sessionId(odd[random.nextInt(odd.length)])
                        .traceId("t" + random.nextInt(3))
                        .spanId("p" + random.nextInt(9))
                        .sourceId(odd[random.nextInt(odd.length)])
                        .reqId("r" + random.nextInt(50))));
      }
      EventSource events = log.service().events();
      List<EventSelection.By> indexes = new ArrayList<>();
      indexes.add(new EventSelection.By.Sequence());
      indexes.add(new EventSelection.By.Time());
      indexes.add(new EventSelection.By.Observed());
      indexes.add(new EventSelection.By.Component("c3"));
      indexes.add(new EventSelection.By.Request("r7"));
      indexes.add(new EventSelection.By.Span("p4"));
      indexes.add(new EventSelection.By.Correlated(Correlation.TRACE_ID, "t1"));
      indexes.add(new EventSelection.By.Id(all.get(17).id()));
      for (String name : odd) {
        indexes.add(new EventSelection.By.Correlated(Correlation.SESSION_ID, name));
        indexes.add(new EventSelection.By.Source(name));
      }
      for (EventSelection.By by : indexes) {
        EventSelection whole = EventSelection.all("default", by);
        for (EventSelection s :
            List.of(whole, whole.between(-20, 120), whole.since(200), whole.between(7, 7))) {
          List<Event> expected = all.stream().filter(s::accepts).sorted(s.order()).toList();
          assertThat(read(events.read(s))).as("seed %d, %s", seed, s).isEqualTo(expected);
          assertThat(read(new Portions(events, s))).as("portions of %s", s).isEqualTo(expected);
        }
      }
      LogStats stats = log.service().stats("default");
      assertThat(stats.totals().events()).isEqualTo(400);
      assertThat(stats.totals().components()).isEqualTo(6);
      assertThat(stats.sessions())
          .isEqualTo(
              Stream.of(odd)
                  .filter(s -> all.stream().anyMatch(e -> s.equals(e.sessionId())))
                  .count());
      assertThat(stats.totals().dense()).isTrue();
    }
  }

  private static List<Event> read(Cursor<Event> cursor) {
    List<Event> found = new ArrayList<>();
    try (cursor) {
      cursor.forEachRemaining(found::add);
    }
    return found;
  }

  @Test
  void pagesFollowEachOtherWithoutGapsWhateverTheFilter() {
    MemoryLog log = new MemoryLog(3, 50);
    for (int i = 0; i < 100; i++) {
      int n = i;
      log.append("c" + i % 4, 1000 - i, e -> e.sessionId("s" + n % 2).message("m" + n));
    }
    LogEntries entries = log.service().entries();
    List<Long> seqs = new ArrayList<>();
    long from = 0;
    for (boolean more = true; more; ) {
      LogEntries.Page page =
          entries.page(
              new LogEntries.Question("default", from, 7, null, "s1", null, null, 0, 990, false));
      page.events().forEach(event -> seqs.add(event.globalSeq()));
      more = page.more();
      from = page.events().getLast().globalSeq() + 1;
    }
    List<Long> expected = new ArrayList<>();
    for (long seq = 12; seq <= 100; seq += 2) {
      expected.add(seq);
    }
    assertThat(seqs).isEqualTo(expected);
  }
}

package dev.rearview.replay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.model.Event;
import dev.rearview.model.EventIds;
import dev.rearview.proto.EventCodec;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.EventSelection.By;
import dev.rearview.replay.state.SnapshotPolicy;
import dev.rearview.replay.state.StateAnswer;
import dev.rearview.replay.topology.CodecBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partition's store on a real RocksDB, against the plain fold of the same events. */
class PartitionStoreIT {
  private static final SnapshotPolicy SNAPSHOTS = SnapshotPolicy.of(7, 2_000, Duration.ofHours(1));

  @TempDir Path folder;

  private PartitionStore open() {
    return PartitionStore.open(
        folder.resolve("log"), new CodecBytes(), new StoreSettings(SNAPSHOTS, 64 << 10));
  }

  private static StoreContents contents(PartitionStore store) {
    return new StoreContents(List.of(store.shard()), component -> store.shard());
  }

  private static void add(PartitionStore store, Event event) {
    store.add(event, EventCodec.encode(event));
  }

  @Test
  void whatWasTakenInIsReadBackByEveryIndex() {
    SeededLog log = new SeededLog(1, 9);
    try (PartitionStore store = open()) {
      for (int i = 0; i < 3_000; i++) {
        add(store, log.next());
      }
      store.commit(2_999);
      StoreContents contents = contents(store);
      List<Event> all = log.events();
      Comparator<Event> byTime =
          Comparator.comparingLong(Event::timestampMs).thenComparingLong(Event::globalSeq);
      assertThat(contents.events(new By.Sequence())).isEqualTo(all);
      assertThat(contents.events(new By.Time())).isEqualTo(all.stream().sorted(byTime).toList());
      assertThat(contents.events(new By.Observed())).isEqualTo(all);
      assertThat(contents.events(new By.Component(SeededLog.component(4))))
          .isEqualTo(
              all.stream()
                  .filter(e -> e.componentId().equals(SeededLog.component(4)))
                  .sorted(byTime)
                  .toList());
      assertThat(contents.events(new By.Source("node-1")))
          .isEqualTo(all.stream().filter(e -> "node-1".equals(e.sourceId())).toList());
      assertThat(
              contents.events(
                  new By.Correlated(dev.rearview.replay.log.Correlation.SESSION_ID, "s-7")))
          .isEqualTo(all.stream().filter(e -> "s-7".equals(e.sessionId())).sorted(byTime).toList());
      for (Event event : all.subList(1_000, 1_050)) {
        assertThat(contents.events(new By.Id(event.id()))).containsExactly(event);
      }
      assertThat(contents.service().stats(SeededLog.WORLD).totals().events()).isEqualTo(3_000);
    }
  }

  @Test
  void anIdThatSaysItsTimeIsFoundByIt() {
    SeededLog log = new SeededLog(2, 3);
    try (PartitionStore store = open()) {
      Random random = new Random(5);
      Event fresh = null;
      for (int i = 0; i < 500; i++) {
        Event event = log.next();
        Event made = event.toBuilder().id(EventIds.fresh(event.observedMs(), random)).build();
        add(store, made);
        fresh = i == 250 ? made : fresh;
      }
      Event elsewhere =
          log.next().toBuilder().id(EventIds.fresh(1_000_000_000_000L, random)).build();
      add(store, elsewhere);
      store.commit(500);
      assertThat(contents(store).events(new By.Id(fresh.id()))).containsExactly(fresh);
      assertThat(contents(store).events(new By.Id(elsewhere.id()))).containsExactly(elsewhere);
      assertThat(contents(store).events(new By.Id(EventIds.fresh(fresh.observedMs(), random))))
          .isEmpty();
    }
  }

  /** Opened anew in between, and everything handed in twice now and then, as after a crash. */
  @Test
  void eventsThatComeAgainChangeNothing() {
    SeededLog log = new SeededLog(3, 12);
    Random random = new Random(3);
    for (int round = 0; round < 6; round++) {
      try (PartitionStore store = open()) {
        assertThat(store.offset()).isEqualTo(round == 0 ? null : (Long) (round * 700L - 1));
        int again = round == 0 ? 0 : random.nextInt(700);
        log.events()
            .subList(log.events().size() - again, log.events().size())
            .forEach(event -> add(store, event));
        for (int i = 0; i < 700; i++) {
          add(store, log.next());
        }
        store.commit(round * 700L + 699);
      }
    }
    try (PartitionStore store = open()) {
      StoreContents contents = contents(store);
      assertThat(contents.events(new By.Sequence())).isEqualTo(log.events());
      assertThat(contents.statesAt(Long.MAX_VALUE / 2)).isEqualTo(log.statesAt(Long.MAX_VALUE / 2));
      assertThat(contents.service().stats(SeededLog.WORLD).totals().events()).isEqualTo(4_200);
      assertThat(contents.components().stream().mapToLong(c -> c.events()).sum()).isEqualTo(4_200);
      assertThat(contents.sessions().stream().mapToLong(s -> s.events()).sum()).isEqualTo(4_200);
    }
  }

  /** Promise 5: 100 points of each of three logs, three zones and locales, equal bytes. */
  @Test
  void fromSnapshotAndFromTheBeginningGiveEqualBytes() throws IOException {
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    SeededLog log = new SeededLog(5, 4);
    for (int i = 0; i < 2_000; i++) {
      log.next();
    }
    List<String> answers = new ArrayList<>();
    try {
      for (String[] where :
          new String[][] {
            {"UTC", "en-US"}, {"Asia/Kolkata", "tr-TR"}, {"America/New_York", "ar-EG"}
          }) {
        TimeZone.setDefault(TimeZone.getTimeZone(where[0]));
        Locale.setDefault(Locale.forLanguageTag(where[1]));
        PartitionStore.delete(folder.resolve("log"));
        answers.add(hundredPoints(log));
      }
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
    assertThat(answers.get(1).equals(answers.get(0)) && answers.get(2).equals(answers.get(0)))
        .as("the same in every zone and locale")
        .isTrue();
  }

  private String hundredPoints(SeededLog log) {
    Random random = new Random(55);
    StringBuilder answers = new StringBuilder();
    int fromSnapshot = 0;
    try (PartitionStore store = open()) {
      log.events().forEach(event -> add(store, event));
      store.commit(1_999);
      StoreContents contents = contents(store);
      for (int point = 0; point < 100; point++) {
        long atMs = log.firstMs() + random.nextLong(log.lastMs() - log.firstMs());
        String component = SeededLog.component(random.nextInt(4));
        StateAnswer nearest = contents.state(component, atMs);
        StateAnswer whole = contents.stateFromBeginning(component, atMs);
        assertThat(nearest.state())
            .isEqualTo(whole.state())
            .isEqualTo(log.stateAt(component, atMs));
        assertThat(nearest.skipped()).isEqualTo(whole.skipped());
        assertThat(nearest.provenance().eventsUsed()).isEqualTo(whole.provenance().eventsUsed());
        fromSnapshot += nearest.provenance().snapshotSeq() == null ? 0 : 1;
        answers.append(nearest);
      }
    }
    assertThat(fromSnapshot).as("points that a snapshot was used for").isGreaterThan(80);
    return answers.toString();
  }

  @Test
  void whatIsSkippedIsSaidWithItsReason() {
    SeededLog log = new SeededLog(6, 1);
    try (PartitionStore store = open()) {
      for (int i = 0; i < 200; i++) {
        add(store, log.next());
      }
      store.commit(199);
      assertThat(contents(store).state(SeededLog.component(0), log.lastMs()).skipped())
          .extracting(skipped -> skipped.reason())
          .anySatisfy(reason -> assertThat(reason).contains("not known to this version"))
          .anySatisfy(reason -> assertThat(reason).contains("JSON patch does not apply"));
    }
  }

  @Test
  void aStoreThatIsClosedRefusesAndIsWholeWhenOpenedAgain() {
    PartitionStore store = open();
    SeededLog log = new SeededLog(7, 2);
    add(store, log.next());
    store.commit(0);
    var reading = store.shard().events().range(new byte[0], new byte[] {-1});
    store.close();
    assertThat(store.isOpen()).isFalse();
    assertThatThrownBy(() -> store.shard().events().get(new byte[] {1}))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("store_unavailable"));
    assertThatThrownBy(() -> reading.forEachRemaining(entry -> {}))
        .isInstanceOf(RefusedException.class);
    reading.close();
    try (PartitionStore again = open()) {
      assertThat(contents(again).events(new By.Sequence())).isEqualTo(log.events());
    }
  }

  @Test
  void aStoreOfAnotherLayoutIsBegunAnew() throws Exception {
    SeededLog log = new SeededLog(8, 2);
    try (PartitionStore store = open()) {
      add(store, log.next());
      store.commit(0);
    }
    try (Database db = new Database(folder.resolve("log"), 64 << 10)) {
      Batch older = new Batch();
      older.put(0, "layout".getBytes(), new byte[] {0, 0, 0, 1});
      db.write(older.take());
      db.flush();
    }
    try (PartitionStore store = open()) {
      assertThat(store.offset()).isNull();
      assertThat(contents(store).events(new By.Sequence())).isEmpty();
    }
    assertThat(Files.exists(folder.resolve("log"))).isTrue();
  }

  @Test
  void aDamagedStoreIsBegunAnew() throws Exception {
    SeededLog log = new SeededLog(9, 2);
    try (PartitionStore store = open()) {
      add(store, log.next());
      store.commit(0);
    }
    try (Stream<Path> files = Files.list(folder.resolve("log"))) {
      Path manifest =
          files
              .filter(file -> file.getFileName().toString().startsWith("MANIFEST"))
              .findFirst()
              .get();
      Files.write(manifest, new byte[100]);
    }
    try (PartitionStore store = open()) {
      assertThat(store.offset()).isNull();
      assertThat(contents(store).events(new By.Sequence())).isEmpty();
    }
  }

  /** One bound at a time: the others are out of reach. */
  @Test
  void snapshotsComeByCountBySizeAndByTime() {
    assertThat(snapshotsOf(SnapshotPolicy.of(10, 1 << 30, Duration.ZERO))).isEqualTo(10);
    assertThat(snapshotsOf(SnapshotPolicy.of(1_000_000, 200, Duration.ZERO))).isEqualTo(5);
    assertThat(snapshotsOf(SnapshotPolicy.of(1_000_000, 1 << 30, Duration.ofSeconds(25))))
        .isEqualTo(3);
  }

  /** A hundred deltas of ten bytes, one each second. */
  private int snapshotsOf(SnapshotPolicy policy) {
    PartitionStore.delete(folder.resolve("log"));
    try (PartitionStore store =
        PartitionStore.open(folder.resolve("log"), new CodecBytes(), StoreSettings.of(policy))) {
      for (int i = 1; i <= 100; i++) {
        Event event =
            Event.builder()
                .id(new java.util.UUID(1, i))
                .globalSeq(i)
                .componentId("shop/cart")
                .timestampMs(i * 1_000L)
                .observedMs(i * 1_000L)
                .stateDelta("{\"n\":%04d}".formatted(i).replace(":0", ":1"))
                .build();
        add(store, event);
        store.commit(i);
      }
      TreeSet<Long> snapshots = new TreeSet<>();
      for (int i = 1; i <= 100; i++) {
        Long seq = contents(store).state("shop/cart", i * 1_000L).provenance().snapshotSeq();
        if (seq != null) {
          snapshots.add(seq);
        }
      }
      return snapshots.size();
    }
  }
}

package dev.rearview.replay.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.model.DeltaFormat;
import dev.rearview.model.Event;
import dev.rearview.model.StateFold;
import dev.rearview.replay.MemoryLog;
import dev.rearview.replay.RefusedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReconstructionTest {
  private static final String CART = "shop/cart";

  private static StateAnswer at(MemoryLog log, long atMs) {
    return log.service().state(StateQuestion.at("default", CART, atMs), 0);
  }

  @Test
  void theStateIsTheFoldUpToAndIncludingTheMoment() {
    MemoryLog log = new MemoryLog(2, 100);
    log.append(CART, 1000, e -> e.stateDelta("{\"replicas\":1,\"image\":\"cart:1\"}"));
    log.append(CART, 2000, e -> e.stateDelta("{\"replicas\":3}"));
    log.append(CART, 3000, e -> e.message("only a line"));
    Event last = log.append(CART, 4000, e -> e.stateDelta("{\"image\":null}"));
    log.append("shop/web", 1500, e -> e.stateDelta("{\"replicas\":9}"));

    assertThat(at(log, 1999).state()).isEqualTo("{\"image\":\"cart:1\",\"replicas\":1}");
    assertThat(at(log, 2000).state()).isEqualTo("{\"image\":\"cart:1\",\"replicas\":3}");
    StateAnswer now = at(log, 9000);
    assertThat(now.state()).isEqualTo("{\"replicas\":3}");
    assertThat(now.provenance().eventsUsed()).isEqualTo(3);
    assertThat(now.provenance().newest().id()).isEqualTo(last.id());
    assertThat(now.provenance().events())
        .extracting(e -> e.globalSeq())
        .containsExactly(1L, 2L, 4L);
    assertThat(now.coverage().note()).contains("not observed after 1970-01-01T00:00:04Z");
    assertThat(at(log, 3500).provenance().newest().globalSeq()).isEqualTo(3);
  }

  @Test
  void notObservedThenIsNotUnchanged() {
    MemoryLog log = new MemoryLog(2, 100);
    log.append(CART, 1000, e -> e.stateDelta("{\"replicas\":1}"));
    StateAnswer before = at(log, 999);
    assertThat(before.state()).isEqualTo("{}");
    assertThat(before.coverage().observed()).isFalse();
    assertThat(before.coverage().firstMs()).isEqualTo(1000);
    assertThat(before.provenance().newest()).isNull();
    StateAnswer unknown = log.service().state(StateQuestion.at("default", "shop/nobody", 5000), 0);
    assertThat(unknown.coverage().observed()).isFalse();
    assertThat(unknown.coverage().note()).contains("no event of component 'shop/nobody'");
  }

  @Test
  void aRangeBeginsEmptyAndHasItsSteps() {
    MemoryLog log = new MemoryLog(1, 1);
    log.append(CART, 1000, e -> e.stateDelta("{\"a\":1}"));
    log.append(CART, 2000, e -> e.stateDelta("{\"b\":2}").message("second"));
    log.append(CART, 3000, e -> e.stateDelta("{\"c\":3}"));
    StateAnswer range =
        log.service().state(new StateQuestion("default", CART, 2000L, 2999, true), 0);
    assertThat(range.state()).isEqualTo("{\"b\":2}");
    assertThat(range.provenance().eventsUsed()).isEqualTo(1);
    assertThat(range.provenance().snapshotSeq()).isNull();
    assertThat(range.steps())
        .singleElement()
        .satisfies(step -> {
          assertThat(step.delta()).isEqualTo("{\"b\":2}");
          assertThat(step.state()).isEqualTo("{\"b\":2}");
          assertThat(step.message()).isEqualTo("second");
          assertThat(step.deltaFormat()).isEqualTo("merge-patch");
        });
  }

  @Test
  void aDeltaThatDoesNotApplyIsListedFromSnapshotAndFromTheBeginning() {
    MemoryLog log = new MemoryLog(1, 2);
    log.append(CART, 1000, e -> e.stateDelta("{\"a\":1}"));
    Event bad =
        log.append(
            CART,
            2000,
            e ->
                e.stateDelta("[{\"op\":\"remove\",\"path\":\"/nothing\"}]")
                    .deltaFormat(DeltaFormat.JSON_PATCH));
    log.append(CART, 3000, e -> e.stateDelta("{\"b\":2}"));
    StateAnswer answer = at(log, 3000);
    assertThat(answer.provenance().snapshotSeq()).isEqualTo(2);
    assertThat(answer.state()).isEqualTo("{\"a\":1,\"b\":2}");
    assertThat(answer.skipped())
        .singleElement()
        .satisfies(skipped -> {
          assertThat(skipped.event().id()).isEqualTo(bad.id());
          assertThat(skipped.reason()).contains("JSON patch does not apply");
        });
    assertThat(answer.provenance().eventsUsed()).isEqualTo(2);
    assertThat(answer.provenance().events()).extracting(e -> e.globalSeq()).containsExactly(1L, 3L);
    StateAnswer fromBeginning =
        log.service().state(new StateQuestion("default", CART, null, 3000, true), 0);
    assertThat(fromBeginning.state()).isEqualTo(answer.state());
    assertThat(fromBeginning.skipped()).isEqualTo(answer.skipped());
  }

  @Test
  void aLateEventRemovesTheSnapshotsAfterItAndTheyComeBack() {
    MemoryLog log = new MemoryLog(1, 10);
    for (int i = 1; i <= 40; i++) {
      int n = i;
      log.append(CART, i * 1000L, e -> e.stateDelta("{\"n\":%d}".formatted(n)));
    }
    assertThat(log.snapshots()).isEqualTo(4);
    log.append(CART, 12_500, e -> e.stateDelta("{\"late\":true}"));
    assertThat(log.snapshots()).isEqualTo(1);
    assertThat(at(log, 40_000).state()).isEqualTo("{\"late\":true,\"n\":40}");
    assertThat(at(log, 12_000).state()).isEqualTo("{\"n\":12}");
    for (int i = 41; i <= 50; i++) {
      int n = i;
      log.append(CART, i * 1000L, e -> e.stateDelta("{\"n\":%d}".formatted(n)));
    }
    assertThat(log.snapshots()).isEqualTo(5);
    assertThat(at(log, 50_000).provenance().snapshotSeq()).isNotNull();
  }

  /** Seeded logs with late events and equal times; the model is a plain sort and fold. */
  @Test
  void fromSnapshotAndFromTheBeginningGiveEqualBytesInEveryZoneAndLocale() {
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    try {
      for (String[] where :
          new String[][] {
            {"UTC", "en-US"}, {"Asia/Kolkata", "tr-TR"}, {"America/New_York", "ar-EG"}
          }) {
        TimeZone.setDefault(TimeZone.getTimeZone(where[0]));
        Locale.setDefault(Locale.forLanguageTag(where[1]));
        for (long seed = 1; seed <= 5; seed++) {
          compareWithModel(seed);
        }
      }
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
  }

  private static void compareWithModel(long seed) {
    Random random = new Random(seed);
    MemoryLog log = new MemoryLog(2, 1 + random.nextInt(12));
    List<Event> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      long time = random.nextInt(10) == 0 ? random.nextInt(i + 1) * 10L : i * 10L / 3 * 3;
      all.add(log.append(CART, time, e -> randomDelta(random, e)));
    }
    all.sort(Comparator.comparingLong(Event::timestampMs).thenComparingLong(Event::globalSeq));
    for (int point = 0; point < 30; point++) {
      long atMs = random.nextInt(3100);
      var state = StateFold.empty();
      for (Event event : all) {
        if (event.timestampMs() <= atMs) {
          state = StateFold.apply(state, event.stateDelta(), event.deltaFormat()).state();
        }
      }
      String expected = StateFold.canonical(state);
      StateAnswer nearest = at(log, atMs);
      StateAnswer fromBeginning =
          log.service().state(new StateQuestion("default", CART, null, atMs, true), 0);
      assertThat(nearest.state()).as("seed %d at %d", seed, atMs).isEqualTo(expected);
      assertThat(fromBeginning.state()).isEqualTo(expected);
      assertThat(nearest.skipped()).isEqualTo(fromBeginning.skipped());
      assertThat(nearest.provenance().eventsUsed())
          .isEqualTo(fromBeginning.provenance().eventsUsed());
    }
  }

  private static void randomDelta(Random random, Event.Builder event) {
    String key = "k" + random.nextInt(6);
    switch (random.nextInt(8)) {
      case 0 -> event.stateDelta("{\"%s\":null}".formatted(key));
      case 1 ->
          event
              .stateDelta("[{\"op\":\"remove\",\"path\":\"/%s\"}]".formatted(key))
              .deltaFormat(DeltaFormat.JSON_PATCH);
      case 2 ->
          event
              .stateDelta("{\"%s\":1.50,\"i\":{\"İ\":\"ı\"}}".formatted(key))
              .deltaFormat(random.nextInt(6) == 0 ? DeltaFormat.REPLACE : DeltaFormat.MERGE_PATCH);
      default ->
          event.stateDelta(
              "{\"%s\":{\"n\":%d,\"x\":[1,2.0,1e3]}}".formatted(key, random.nextInt(100)));
    }
  }

  @Test
  void whatIsNotInTheStoreInTimeIsRefused() {
    MemoryLog log = new MemoryLog(1, 10);
    log.append(CART, 1000, e -> e.stateDelta("{}"));
    assertThat(log.service().state(StateQuestion.at("default", CART, 1000), 1).state())
        .isEqualTo("{}");
    assertThatThrownBy(() -> log.service().state(StateQuestion.at("default", CART, 1000), 2))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo("behind"));
  }

  /** A partition takes its events in by number, but one may be behind another. */
  @Test
  void whatAPartitionThatIsBehindMayStillHaveIsWaitedFor() {
    MemoryLog log = new MemoryLog(2, 10);
    String other = "shop/cart2".hashCode() % 2 == CART.hashCode() % 2 ? "shop/cart3" : "shop/cart2";
    log.append(CART, 1000, e -> {});
    Event second = log.append(other, 1000, e -> {});
    Event fourth = second.toBuilder().globalSeq(4).id(new UUID(1, 4)).componentId(CART).build();
    log.add(fourth);
    assertThat(log.service().gate().reached("default", 2)).isTrue();
    assertThat(log.service().gate().reached("default", 4)).isFalse();
    log.add(second.toBuilder().globalSeq(3).id(new UUID(1, 3)).build());
    assertThat(log.service().gate().reached("default", 4)).isTrue();
    // more than the numbers that were given out does not come
    log.add(second.toBuilder().globalSeq(9).id(new UUID(1, 9)).build());
    log.add(fourth.toBuilder().globalSeq(8).id(new UUID(1, 8)).build());
    assertThat(log.service().gate().reached("default", 8))
        .as("both partitions are beyond it: what is missing is missing in the log")
        .isTrue();
  }
}

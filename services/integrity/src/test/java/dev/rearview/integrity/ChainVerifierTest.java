package dev.rearview.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.integrity.Damage.Kind;
import dev.rearview.model.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class ChainVerifierTest {
  private static final int ROUNDS = 1000;

  private final Random random = new Random(42);

  @Test
  void cleanLogsRaiseNoAlarm() {
    for (int round = 0; round < ROUNDS; round++) {
      int size = random.nextInt(40);
      List<Event> log = Logs.chained("default", size, random);

      Verification found = Logs.verify(log);

      assertThat(found.damage()).isEmpty();
      assertThat(found.valid()).isTrue();
      assertThat(found.checked()).isEqualTo(size);
      assertThat(found.lastSeq()).isEqualTo(size);
      assertThat(found.headHash())
          .isEqualTo(size == 0 ? HashChain.GENESIS : log.get(size - 1).hash());
    }
  }

  @Test
  void everyEditIsFoundWhereItWasMade() {
    List<BiFunction<Event, String, Event>> edits =
        List.of(
            (e, x) -> e.toBuilder().message(x).build(),
            (e, x) -> e.toBuilder().stateDelta("{\"x\":\"" + x + "\"}").build(),
            (e, x) -> e.toBuilder().timestampMs(e.timestampMs() + 1).build(),
            (e, x) -> e.toBuilder().observedMs(e.observedMs() - 1).build(),
            (e, x) -> e.toBuilder().componentId("shop/" + x).build(),
            (e, x) -> e.toBuilder().attribute("added", x).build(),
            (e, x) -> e.toBuilder().metric("cpu", 101).build(),
            (e, x) -> e.toBuilder().sourceId(null).build(),
            (e, x) -> e.toBuilder().dependencyIds(List.of()).build(),
            (e, x) -> e.toBuilder().requestId("").build(),
            (e, x) -> e.toBuilder().globalSeq(e.globalSeq() + 3).build(),
            (e, x) -> e.toBuilder().globalSeq(e.globalSeq() - 1).build(),
            (e, x) -> e.toBuilder().hash("ab".repeat(32)).build(),
            (e, x) -> e.toBuilder().hash(null).build(),
            (e, x) -> e.toBuilder().prevHash("zz").build(),
            (e, x) -> e.toBuilder().prevHash("cd".repeat(32)).build());
    for (int round = 0; round < ROUNDS; round++) {
      List<Event> log = Logs.chained("default", 30, random);
      int at = random.nextInt(log.size());
      log.set(at, edits.get(round % edits.size()).apply(log.get(at), "edited" + round));

      assertFirst(log, at + 1, Kind.EDIT);
      assertThat(Logs.verify(log).damageCount()).as("round %d", round).isEqualTo(1);
    }
  }

  @Test
  void anEntryThatWasHashedAnewIsGivenAwayByItsSuccessor() {
    for (int round = 0; round < ROUNDS; round++) {
      List<Event> log = Logs.chained("default", 30, random);
      int at = random.nextInt(log.size() - 1);
      Event before = log.get(at);
      Event edited = before.toBuilder().message("another").build();
      log.set(at, HashChain.append(edited, at + 1, String.valueOf(before.prevHash())));

      assertFirst(log, at + 1, Kind.EDIT);
    }
  }

  @Test
  void anEntryChainedToNothingThatStandsInTheLogIsNamed() {
    List<Event> log = Logs.chained("default", 30, random);
    log.set(9, HashChain.append(log.get(9), 10, "ab".repeat(32)));

    assertFirst(log, 10, Kind.EDIT);
  }

  @Test
  void everyDeletionIsFoundWhereItWasMade() {
    for (int round = 0; round < ROUNDS; round++) {
      List<Event> log = Logs.chained("default", 40, random);
      int at = random.nextInt(30);
      int count = 1 + random.nextInt(8);
      log.subList(at, at + count).clear();

      assertFirst(log, at + 1, Kind.DELETION);
      assertThat(Logs.verify(log).damage()).hasSize(1);
    }
  }

  @Test
  void everySwapIsFoundWhereItWasMade() {
    for (int round = 0; round < ROUNDS; round++) {
      List<Event> log = Logs.chained("default", 30, random);
      int one = random.nextInt(30);
      int other = (one + 1 + random.nextInt(29)) % 30;
      Collections.swap(log, one, other);

      assertFirst(log, Math.min(one, other) + 1, Kind.REORDER);
      assertThat(Logs.verify(log).damage()).hasSize(1);
    }
  }

  @Test
  void everyInsertionIsFoundWhereItWasMade() {
    for (int round = 0; round < ROUNDS; round++) {
      List<Event> log = Logs.chained("default", 30, random);
      int at = random.nextInt(log.size());
      String head = at == 0 ? HashChain.GENESIS : String.valueOf(log.get(at - 1).hash());
      String claimed = round % 2 == 0 ? head : "ab".repeat(32);
      log.add(at, HashChain.append(Logs.unchained("default", random), at + 1, claimed));

      assertFirst(log, at + 1, Kind.FORK);
    }
  }

  @Test
  void aRepeatedEntryIsAFork() {
    for (int round = 0; round < ROUNDS; round++) {
      List<Event> log = Logs.chained("default", 30, random);
      int at = random.nextInt(log.size());
      log.add(at + 1 + random.nextInt(log.size() - at), log.get(at));

      assertFirst(log, at + 1, Kind.FORK);
      assertThat(Logs.verify(log).damage()).hasSize(1);
    }
  }

  @Test
  void numbersThatWereNeverGivenAreAGapAndNotADeletion() {
    List<Event> log = Logs.chained("default", 5, random);
    log.add(
        HashChain.append(
            Logs.unchained("default", random), 9, String.valueOf(log.getLast().hash())));

    assertFirst(log, 6, Kind.GAP);
  }

  @Test
  void aCutTailShowsAgainstWhatWasExpected() {
    for (int cut = 1; cut <= 20; cut++) {
      List<Event> log = Logs.chained("default", 30, random);
      Expectation expected = Expectation.reaching(30, log.getLast().hash());
      List<Event> rest = log.subList(0, 30 - cut);

      assertThat(Logs.verify(log, expected).valid()).isTrue();
      assertThat(Logs.verify(rest).valid()).isTrue();
      assertThat(Logs.verify(rest, expected).damage())
          .singleElement()
          .satisfies(d -> assertThat(d.kind()).isEqualTo(Kind.TRUNCATION))
          .extracting(Damage::seq)
          .isEqualTo(31L - cut);
    }
  }

  @Test
  void aLogChainedAnewShowsAgainstTheExpectedHead() {
    List<Event> log = Logs.chained("default", 30, random);
    List<Event> other = Logs.chained("default", 40, random);
    Expectation expected = Expectation.reaching(30, log.getLast().hash());

    assertThat(Logs.verify(other).valid()).isTrue();
    assertThat(Logs.verify(other, expected).damage())
        .singleElement()
        .satisfies(d -> assertThat(d.kind()).isEqualTo(Kind.FORK))
        .extracting(Damage::seq)
        .isEqualTo(30L);
  }

  @Test
  void aPartOfALogIsWholeFromWhereItBegins() {
    List<Event> part = Logs.chained("default", 30, random).subList(9, 30);

    assertThat(Logs.verify(part, Expectation.partFrom(10)).valid()).isTrue();
    assertFirst(part, 1, Kind.DELETION);
  }

  @Test
  void findingsAreBoundedAndCounted() {
    List<Event> log = new ArrayList<>();
    for (Event entry : Logs.chained("default", 500, random)) {
      log.add(entry.toBuilder().message("x").build());
    }

    Verification found = Logs.verify(log);

    assertThat(found.damageCount()).isEqualTo(500);
    assertThat(found.damage()).hasSize(ChainVerifier.MAX_DAMAGE);
    assertThat(found.damage().getFirst().seq()).isEqualTo(1);
  }

  @Test
  void anotherWorldsEntryIsTheCallersMistake() {
    ChainVerifier verifier = new ChainVerifier("default", Expectation.wholeLog());
    Event foreign = Logs.chained("other", 1, random).getFirst();

    assertThatThrownBy(() -> verifier.accept(foreign)).hasMessageContaining("other");
  }

  private static void assertFirst(List<Event> log, long seq, Kind kind) {
    Verification found = Logs.verify(log);
    assertThat(found.valid()).isFalse();
    assertThat(found.damage().getFirst())
        .as("%s", found.damage())
        .satisfies(d -> assertThat(d.seq()).isEqualTo(seq))
        .satisfies(d -> assertThat(d.kind()).isEqualTo(kind));
  }
}

package dev.rearview.engine.sequence;

import static dev.rearview.engine.Rows.compare;
import static dev.rearview.engine.Rows.field;
import static dev.rearview.engine.Rows.is;
import static dev.rearview.engine.Rows.row;
import static dev.rearview.engine.Rows.rowOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import dev.rearview.engine.sequence.SequenceMatch.Status;
import dev.rearview.engine.sequence.SequencePattern.Absent;
import dev.rearview.engine.sequence.SequencePattern.Alternative;
import dev.rearview.engine.sequence.SequencePattern.Element;
import dev.rearview.engine.sequence.SequencePattern.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceMachineTest {
  private static final int MANY = SequencePattern.UNBOUNDED;

  private Duration within = Duration.ofSeconds(10);
  private List<Expression> by = List.of();
  private Duration skew = Duration.ZERO;
  private boolean toNextRow;
  private SequenceLimits limits = SequenceLimits.DEFAULT;
  private long coveredSeconds = 1_000_000;
  private final List<Hole> holes = new ArrayList<>();
  private final List<SequenceMatch> found = new ArrayList<>();

  private static Step step(String name) {
    return Step.one(name, is("e", name));
  }

  private static Step step(String name, int min, int max) {
    return new Step(List.of(new Alternative(name, is("e", name))), min, max);
  }

  private static Absent absent(String name) {
    return new Absent(is("e", name));
  }

  /** One letter per second from 0: {@code "a.b"} is a at 0 and b at 2. */
  private static List<LogRecord> rows(String letters) {
    List<LogRecord> rows = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      if (letters.charAt(i) != '.') {
        rows.add(row(i, "e", String.valueOf(letters.charAt(i))));
      }
    }
    return rows;
  }

  private SequenceMachine machine(Element... elements) {
    SequenceMachine machine =
        new SequenceMachine(
            new SequencePattern(List.of(elements), within, by, skew, toNextRow, true),
            limits,
            found::add);
    holes.forEach(machine::addHole);
    return machine;
  }

  /** Each match as its rows' steps and seconds: {@code "a0 b2"}. */
  private List<String> run(List<LogRecord> rows, Element... elements) {
    SequenceMachine machine = machine(elements);
    rows.forEach(machine::accept);
    machine.finish(coveredSeconds * 1_000_000_000L);
    return found.stream().map(SequenceMachineTest::text).toList();
  }

  private static String text(SequenceMatch match) {
    StringBuilder text = new StringBuilder();
    for (SequenceMatch.Row row : match.rows()) {
      text.append(text.isEmpty() ? "" : " ");
      text.append(row.step()).append(row.record().tsNanos() / 1_000_000_000L);
    }
    return text.toString();
  }

  @Test
  void otherRowsMayLieBetweenSteps() {
    assertThat(run(rows("xaxxb"), step("a"), step("b"))).containsExactly("a1 b4");
  }

  @Test
  void aMatchBeginsAtTheEarliestRowAndGoesOnWithTheEarliestNext() {
    assertThat(run(rows("aabb"), step("a"), step("b"))).containsExactly("a0 b2");
  }

  @Test
  void matchesDoNotOverlapUnlessAskedTo() {
    assertThat(run(rows("aabab"), step("a"), step("b"))).containsExactly("a0 b2", "a3 b4");
    found.clear();
    toNextRow = true;
    assertThat(run(rows("aabab"), step("a"), step("b")))
        .containsExactlyInAnyOrder("a0 b2", "a1 b2", "a3 b4");
  }

  @Test
  void withinBoundsFirstToLastInclusive() {
    within = Duration.ofSeconds(3);
    assertThat(run(rows("a..b"), step("a"), step("b"))).containsExactly("a0 b3");
    found.clear();
    assertThat(run(rows("a...b"), step("a"), step("b"))).isEmpty();
  }

  @Test
  void aBeginningThatFailsGivesWayToALaterOne() {
    within = Duration.ofSeconds(3);
    assertThat(run(rows("a..a.b"), step("a"), step("b"))).containsExactly("a3 b5");
  }

  @Test
  void withoutWithinTimeDoesNotMatter() {
    within = null;
    assertThat(run(List.of(row(0, "e", "a"), row(999_999, "e", "b")), step("a"), step("b")))
        .containsExactly("a0 b999999");
  }

  @Test
  void quantifiersTakeAsManyRowsAsTheyCan() {
    assertThat(run(rows("aaab"), step("a", 2, MANY), step("b"))).containsExactly("a0 a1 a2 b3");
    found.clear();
    assertThat(run(rows("ab"), step("a", 2, MANY), step("b"))).isEmpty();
    found.clear();
    assertThat(run(rows("aaab"), step("a", 2, 2), step("b"))).containsExactly("a0 a1 b3");
    found.clear();
    assertThat(run(rows("abbbb"), step("a"), step("b", 1, 3))).containsExactly("a0 b1 b2 b3");
  }

  @Test
  void anOpenQuantifierAtTheEndTakesAllWithinReach() {
    within = Duration.ofSeconds(4);
    assertThat(run(rows("abb.bb"), step("a"), step("b", 1, MANY))).containsExactly("a0 b1 b2 b4");
  }

  @Test
  void anOptionalStepMayBeMissing() {
    assertThat(run(rows("ac.abc"), step("a"), step("b", 0, 1), step("c")))
        .containsExactly("a0 c1", "a3 b4 c5");
  }

  @Test
  void greedGivesRowsBackWhereTheNextStepNeedsThem() {
    Step digits =
        new Step(
            List.of(
                new Alternative(
                    "n",
                    compare(
                        field("v"), Expression.Comparator.GREATER, new Expression.Literal(0L)))),
            1,
            MANY);
    Step last = Step.one("last", is("v", 3L));
    assertThat(run(List.of(row(0, "v", 1L), row(1, "v", 3L)), digits, last))
        .containsExactly("n0 last1");
  }

  @Test
  void alternativesBindTheNameThatMatched() {
    Step either =
        new Step(
            List.of(new Alternative("b", is("e", "b")), new Alternative("c", is("e", "c"))), 1, 1);
    assertThat(run(rows("ac.ab"), step("a"), either)).containsExactly("a0 c1", "a3 b4");
    assertThat(found.getFirst().lastByStep()).containsOnlyKeys("a", "c");
  }

  @Test
  void laterStepsReferToTheLastRowOfEarlierOnes() {
    Step fails = new Step(List.of(new Alternative("fails", is("e", "a"))), 2, MANY);
    Step change =
        Step.one(
            "change",
            new Expression.And(
                List.of(
                    is("e", "b"),
                    compare(
                        field("ip"),
                        Expression.Comparator.NOT_EQUAL,
                        new Expression.StepValue("fails", Field.named("ip"))))));
    List<LogRecord> rows =
        List.of(
            row(0, "e", "a", "ip", "1"),
            row(1, "e", "a", "ip", "2"),
            row(2, "e", "b", "ip", "2"),
            row(3, "e", "b", "ip", "1"));
    assertThat(run(rows, fails, change)).containsExactly("fails0 fails1 change3");
  }

  @Test
  void anAbsenceInTheMiddleCoversTheGapToTheNextStep() {
    assertThat(run(rows("axb"), step("a"), absent("x"), step("b"))).isEmpty();
    found.clear();
    assertThat(run(rows("xabx"), step("a"), absent("x"), step("b"))).containsExactly("a1 b2");
    found.clear();
    assertThat(run(rows("axab"), step("a"), absent("x"), step("b"))).containsExactly("a2 b3");
    found.clear();
    assertThat(run(rows("aaxaab"), step("a", 3, MANY), absent("x"), step("b")))
        .containsExactly("a0 a1 a3 a4 b5");
  }

  @Test
  void anAbsenceAtTheEndWaitsAsLongAgain() {
    within = Duration.ofSeconds(3);
    assertThat(run(rows("ab..x"), step("a"), step("b"), absent("x"))).isEmpty();
    found.clear();
    assertThat(run(rows("ab...x"), step("a"), step("b"), absent("x"))).containsExactly("a0 b1");
    assertThat(found.getFirst().status()).isEqualTo(Status.CONFIRMED);
  }

  @Test
  void anAbsenceBeyondWhatIsCoveredIsUnproven() {
    coveredSeconds = 2;
    assertThat(run(rows("ab"), step("a"), step("b"), absent("x"))).containsExactly("a0 b1");
    assertThat(found.getFirst().status()).isEqualTo(Status.UNPROVEN);
  }

  @Test
  void anAbsenceInAHoleIsUnproven() {
    holes.add(new Hole(1_500_000_000L, 1_600_000_000L, "node n2 did not answer"));
    run(rows("a..b....a.b"), step("a"), absent("x"), step("b"));
    assertThat(found)
        .extracting(SequenceMatch::status)
        .containsExactly(Status.UNPROVEN, Status.CONFIRMED);
  }

  @Test
  void holesDoNotMatterWhereNothingIsToBeAbsent() {
    holes.add(Hole.everywhere("node n2 did not answer"));
    run(rows("ab"), step("a"), step("b"));
    assertThat(found).extracting(SequenceMatch::status).containsExactly(Status.CONFIRMED);
  }

  @Test
  void liveMatchesAreProvisionalThenDecided() {
    limits = SequenceLimits.LIVE;
    within = Duration.ofSeconds(3);
    SequenceMachine machine = machine(step("a"), step("b"), absent("x"));
    rows("ab").forEach(machine::accept);
    assertThat(found).extracting(SequenceMatch::status).containsExactly(Status.PROVISIONAL);
    machine.advanceTo(4_000_000_000L);
    assertThat(found).hasSize(1);
    machine.advanceTo(4_000_000_001L);
    assertThat(found)
        .extracting(SequenceMatch::status)
        .containsExactly(Status.PROVISIONAL, Status.CONFIRMED);

    machine.accept(row(10, "e", "a"));
    machine.accept(row(11, "e", "b"));
    machine.accept(row(12, "e", "x"));
    assertThat(found.subList(2, 4))
        .extracting(SequenceMatch::status)
        .containsExactly(Status.PROVISIONAL, Status.WITHDRAWN);
    assertThat(found.get(2).id()).isEqualTo(found.get(3).id()).isNotEqualTo(found.get(0).id());
  }

  @Test
  void aWithdrawnMatchGivesWayToALaterOne() {
    within = Duration.ofSeconds(3);
    // The first would be a0 b1, but x2 withdraws it; a3 b4 stays.
    assertThat(run(rows("abxab"), step("a"), step("b"), absent("x"))).containsExactly("a3 b4");
  }

  @Test
  void byMakesOneMachineForEachKeyAndLeavesOutRowsWithoutOne() {
    by = List.of(field("user"));
    List<LogRecord> rows =
        List.of(
            row(0, "e", "a", "user", "u"),
            row(1, "e", "b", "user", "v"),
            row(2, "e", "b"),
            row(3, "e", "b", "user", "u"));
    SequenceMachine machine = machine(step("a"), step("b"));
    rows.forEach(machine::accept);
    machine.finish(Long.MAX_VALUE);
    assertThat(found).singleElement().satisfies(m -> assertThat(text(m)).isEqualTo("a0 b3"));
    assertThat(found.getFirst().key()).containsExactly("u");
    assertThat(machine.withoutKey()).isEqualTo(1);
  }

  @Test
  void equalTimesInDifferentStreamsSatisfyEitherOrder() {
    assertThat(
            run(List.of(rowOf("s1", 5, "e", "b"), rowOf("s2", 5, "e", "a")), step("a"), step("b")))
        .containsExactly("a5 b5");
    found.clear();
    assertThat(
            run(List.of(rowOf("s1", 5, "e", "b"), rowOf("s2", 6, "e", "a")), step("a"), step("b")))
        .isEmpty();
  }

  @Test
  void equalTimesInOneStreamKeepTheirOrder() {
    LogRecord b =
        dev.rearview.engine.record.MapRecord.builder().tsNanos(5).stream("s")
            .position(1)
            .put("e", "b")
            .build();
    LogRecord a =
        dev.rearview.engine.record.MapRecord.builder().tsNanos(5).stream("s")
            .position(2)
            .put("e", "a")
            .build();
    assertThat(run(List.of(b, a), step("a"), step("b"))).isEmpty();
  }

  @Test
  void skewWidensWhatCountsAsEqual() {
    skew = Duration.ofSeconds(2);
    assertThat(
            run(List.of(rowOf("s1", 5, "e", "b"), rowOf("s2", 7, "e", "a")), step("a"), step("b")))
        .containsExactly("a7 b5");
    found.clear();
    assertThat(
            run(List.of(rowOf("s1", 5, "e", "b"), rowOf("s2", 8, "e", "a")), step("a"), step("b")))
        .isEmpty();
  }

  @Test
  void oneRowCannotBeTakenTwice() {
    skew = Duration.ofSeconds(2);
    List<LogRecord> rows = List.of(rowOf("s1", 5, "e", "a"), rowOf("s2", 6, "e", "a"));
    assertThat(run(rows, step("a", 3, MANY))).isEmpty();
    found.clear();
    assertThat(run(rows, step("a", 2, 2))).hasSize(1);
  }

  @Test
  void anAbsentRowOfEqualTimeInAnotherStreamMayStandOutsideTheGap() {
    List<LogRecord> rows =
        List.of(rowOf("s1", 1, "e", "a"), rowOf("s2", 5, "e", "x"), rowOf("s3", 5, "e", "b"));
    assertThat(run(rows, step("a"), absent("x"), step("b"))).containsExactly("a1 b5");
  }

  @Test
  void boundsAreReported() {
    limits = new SequenceLimits(2, 3, 2, false);
    by = List.of(field("k"));
    SequenceMachine machine = machine(step("a", 1, MANY), step("b"));
    for (int i = 0; i < 5; i++) {
      machine.accept(row(i, "e", "a", "k", "k" + i % 3));
    }
    machine.accept(row(6, "e", "a", "k", "k0"));
    machine.accept(row(7, "e", "b", "k", "k0"));
    machine.finish(Long.MAX_VALUE);
    assertThat(machine.boundsHit())
        .hasSize(3)
        .anyMatch(s -> s.contains("more than 2 keys"))
        .anyMatch(s -> s.contains("3 matches were open"))
        .anyMatch(s -> s.contains("at most 2 are kept"));
  }

  @Test
  void withoutWithinBeginningsDoNotPileUp() {
    within = null;
    limits = new SequenceLimits(10, 3, 100, false);
    SequenceMachine machine = machine(step("a"), absent("x"), step("b"));
    for (int i = 0; i < 1_000; i++) {
      machine.accept(row(i, "e", i == 500 ? "x" : "a"));
    }
    machine.accept(row(1_000, "e", "b"));
    machine.finish(Long.MAX_VALUE);
    assertThat(found).extracting(SequenceMachineTest::text).containsExactly("a501 b1000");
    assertThat(machine.boundsHit()).isEmpty();
  }

  @Test
  void manyRowsOfTheFirstStepCostNoMoreThanOne() {
    within = Duration.ofSeconds(100_000);
    SequenceMachine machine =
        new SequenceMachine(
            new SequencePattern(List.of(step("a"), step("b")), within, by, skew, toNextRow, false),
            new SequenceLimits(1, 1_000_000, 1, false),
            found::add);
    for (int i = 0; i < 300_000; i++) {
      machine.accept(row(i, "e", "a"));
    }
    machine.accept(row(300_000, "e", "b"));
    machine.accept(row(300_001, "e", "b"));
    machine.finish(Long.MAX_VALUE);
    assertThat(found)
        .singleElement()
        .satisfies(match -> {
          assertThat(match.first().tsNanos()).isEqualTo(200_000L * 1_000_000_000L);
          assertThat(match.last().tsNanos()).isEqualTo(300_000L * 1_000_000_000L);
        });
    assertThat(machine.boundsHit()).isEmpty();
  }

  @Test
  void aBeginningThatIsTooOldGivesItsPlaceToTheNextWithAllThatCameSince() {
    assertThat(run(rows("aa.a.b......c"), step("a"), step("b"), step("c")))
        .containsExactly("a3 b5 c12");
  }

  @Test
  void inAStreamThatIsOutOfOrderTimeDecidesNotThePosition() {
    List<LogRecord> rows = new ArrayList<>();
    for (int second = 0; second < 3; second++) {
      rows.add(
          MapRecord.builder().tsNanos(second * 1_000_000_000L).node("n").stream("s")
              .position(10 - second)
              .put("e", "abc".substring(second, second + 1))
              .build());
    }
    assertThat(run(rows, step("a"), step("b"), step("c"))).containsExactly("a0 b1 c2");
    found.clear();
    assertThat(run(rows, step("a"), absent("b"), step("c"))).isEmpty();
  }

  @Test
  void keysWithoutAnOpenMatchTakeNoRoom() {
    by = List.of(field("user"));
    limits = new SequenceLimits(10, 10, 10, false);
    List<LogRecord> rows = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      rows.add(row(i, "e", i % 2 == 0 ? "a" : "b", "user", "u" + i / 2));
    }
    assertThat(run(rows, step("a"), step("b"))).hasSize(500);
    assertThat(machine(step("a")).boundsHit()).isEmpty();
  }

  @Test
  void rowsThatCanBeginNothingTakeNoRoom() {
    by = List.of(field("user"));
    limits = new SequenceLimits(10, 10, 10, false);
    SequenceMachine machine = machine(step("a"), step("b"));
    for (int i = 0; i < 60; i++) {
      machine.accept(row(5, "e", "b", "user", "u" + i));
    }
    machine.finish(Long.MAX_VALUE);
    assertThat(machine.boundsHit()).isEmpty();
  }

  @Test
  void aRowThatCanBeginNothingIsTakenByOneOfItsKeyAndTime() {
    by = List.of(field("user"));
    List<LogRecord> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(rowOf("s1", 5, "e", "b", "user", "u" + i));
    }
    rows.add(rowOf("s2", 5, "e", "a", "user", "u7"));
    rows.add(rowOf("s2", 5, "e", "a", "user", "u97"));
    rows.add(rowOf("s2", 6, "e", "a", "user", "u8"));
    assertThat(run(rows, step("a"), step("b"))).containsExactlyInAnyOrder("a5 b5", "a5 b5");
  }

  @Test
  void aMatchIsGivenSoonAfterTimeHasDecidedIt() {
    by = List.of(field("user"));
    SequenceMachine machine = machine(step("a"), step("b"), absent("c"));
    machine.accept(row(0, "e", "a", "user", "u"));
    for (int second = 1; second < 100; second++) {
      machine.accept(row(second, "e", "a", "user", "other" + second % 7));
    }
    machine.accept(row(100, "e", "a", "user", "v"));
    machine.accept(row(101, "e", "b", "user", "v"));
    assertThat(found).isEmpty();
    machine.accept(row(112, "e", "c", "user", "w"));
    assertThat(found).hasSize(1);
  }

  @Test
  void manyKeysAreHeldAndThoseThatAreDoneMakeRoom() {
    by = List.of(field("user"));
    limits = new SequenceLimits(300, 300, 10, false);
    List<LogRecord> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(row(0, "e", "a", "user", "u" + i));
    }
    for (int i = 0; i < 200; i++) {
      rows.add(row(5, "e", "b", "user", "u" + i));
    }
    for (int i = 0; i < 250; i++) {
      rows.add(row(100, "e", "a", "user", "v" + i));
      rows.add(row(101, "e", "b", "user", "v" + i));
    }
    SequenceMachine machine = machine(step("a"), step("b"));
    rows.forEach(machine::accept);
    machine.finish(Long.MAX_VALUE);
    assertThat(found).hasSize(450);
    assertThat(machine.boundsHit()).isEmpty();
  }

  @Test
  void whereThereAreTooManyKeysThoseWithoutAnOpenMatchGo() {
    by = List.of(field("user"));
    within = null;
    limits = new SequenceLimits(64, 64, 10, false);
    List<LogRecord> rows = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      rows.add(row(3 * i, "e", "a", "user", "u" + i));
      rows.add(row(3 * i + 1, "e", "b", "user", "u" + i));
    }
    SequenceMachine machine = machine(step("a"), step("b"));
    rows.forEach(machine::accept);
    machine.finish(Long.MAX_VALUE);
    assertThat(found).hasSize(2_000);
    assertThat(machine.boundsHit()).isEmpty();
  }

  @Test
  void machinesThatShareTheKeysAddUpWhatTheyCounted() {
    by = List.of(field("user"));
    SequenceMachine one = machine(step("a"));
    SequenceMachine other = machine(step("a"));
    one.accept(row(1, "e", "a"));
    other.accept(row(1, "e", "a"));
    other.accept(MapRecord.builder().put("e", "a").build());
    one.addCountsOf(other);
    assertThat(one.withoutKey()).isEqualTo(2);
    assertThat(one.withoutTime()).isEqualTo(1);
    assertThat(SequenceLimits.DEFAULT.share(4).maxKeys()).isEqualTo(50_000);
    assertThatThrownBy(() -> new SequenceLimits(0, 1, 1, false)).hasMessageContaining("above zero");
  }

  @Test
  void waysThatAreNotFollowedAreTold() {
    within = null;
    List<LogRecord> rows = rows("a".repeat(200));
    SequenceMachine machine =
        machine(step("a", 1, MANY), new Step(List.of(new Alternative("x", is("e", "a"))), 0, MANY));
    rows.forEach(machine::accept);
    machine.finish(Long.MAX_VALUE);
    assertThat(found).hasSize(1);
    assertThat(machine.boundsHit())
        .singleElement()
        .asString()
        .contains("ways to take rows were not followed: at most 64 are from one beginning");
  }

  @Test
  void stepsOfDifferentComponentsWarnWithoutBy() {
    SequenceMachine machine = machine(step("a"), step("b"));
    machine.accept(row(0, "e", "a", "component", "shop/cart"));
    machine.accept(row(1, "e", "b", "component", "shop/web"));
    assertThat(machine.warnings()).singleElement().asString().contains("different components");
  }

  @Test
  void rowsWithoutATimeAreLeftOutAndCounted() {
    SequenceMachine machine = machine(step("a"));
    machine.accept(dev.rearview.engine.record.MapRecord.builder().put("e", "a").build());
    assertThat(machine.withoutTime()).isEqualTo(1);
    assertThat(found).isEmpty();
  }

  @Test
  void patternsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> machine(absent("x"), step("a")))
        .hasMessageContaining("begins with a step");
    assertThatThrownBy(() -> machine(step("a"), step("a"))).hasMessageContaining("named 'a'");
    assertThatThrownBy(() -> machine(step("a", 0, 1))).hasMessageContaining("must match a row");
    assertThatThrownBy(() -> step("a", 3, 2)).hasMessageContaining("{3,2}");
  }
}

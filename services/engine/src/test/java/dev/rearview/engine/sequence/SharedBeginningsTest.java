package dev.rearview.engine.sequence;

import static dev.rearview.engine.Rows.field;
import static dev.rearview.engine.Rows.is;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.order.RecordOrder;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import dev.rearview.engine.sequence.SequencePattern.Absent;
import dev.rearview.engine.sequence.SequencePattern.Alternative;
import dev.rearview.engine.sequence.SequencePattern.Element;
import dev.rearview.engine.sequence.SequencePattern.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Beginnings that are held as one are found as if each were held alone. A condition that looks at
 * an earlier step keeps them apart; one that looks at nothing there changes no meaning.
 */
class SharedBeginningsTest {
  private static final long SECOND = 1_000_000_000L;

  /** A pattern in both forms, and rows for it. */
  private static final class Trial {
    private final Random random;
    private final Duration within;
    private final List<Element> shared = new ArrayList<>();
    private final List<Element> alone = new ArrayList<>();
    private final List<Expression> by;
    private final boolean allRows;
    private final boolean live;
    private final long covered;
    private final List<Hole> holes = new ArrayList<>();

    Trial(Random random) {
      this.random = random;
      this.within = Duration.ofSeconds(1 + random.nextInt(12));
      this.by = random.nextBoolean() ? List.of(field("user")) : List.of();
      this.allRows = random.nextBoolean();
      this.live = random.nextInt(4) == 0;
      this.covered = random.nextInt(5) == 0 ? 60 * SECOND : Long.MAX_VALUE / 2;
      if (random.nextInt(3) == 0) {
        long from = random.nextInt(60) * SECOND;
        holes.add(new Hole(from, from + 3 * SECOND, "missing"));
      }
      pattern();
    }

    private void pattern() {
      int elements = 1 + random.nextInt(4);
      for (int i = 0; i < elements; i++) {
        Expression condition = letter();
        Expression looking =
            new Expression.Or(
                List.of(
                    condition,
                    new Expression.IsNull(
                        new Expression.StepValue("nobody", Field.named("nothing")), true)));
        if (i > 0 && random.nextInt(3) == 0) {
          shared.add(new Absent(condition));
          alone.add(new Absent(looking));
        } else {
          List<Alternative> same = new ArrayList<>(List.of(new Alternative("x" + i, condition)));
          List<Alternative> other = new ArrayList<>(List.of(new Alternative("x" + i, looking)));
          if (random.nextInt(4) == 0) {
            Expression second = letter();
            same.add(new Alternative("y" + i, second));
            other.add(new Alternative("y" + i, second));
          }
          shared.add(new Step(same, 1, 1));
          alone.add(new Step(other, 1, 1));
        }
      }
    }

    private Expression letter() {
      return is("e", "" + "abcd".charAt(random.nextInt(4)));
    }

    private List<LogRecord> rows() {
      List<LogRecord> rows = new ArrayList<>();
      long second = 0;
      int streams = 1 + random.nextInt(3);
      int dense = 1 + random.nextInt(4);
      int size = 5 + random.nextInt(120);
      for (int i = 0; i < size; i++) {
        second += random.nextInt(dense + 1);
        rows.add(
            MapRecord.builder().tsNanos(second * SECOND).node("n").stream(
                    "s" + random.nextInt(streams))
                .position(i)
                .put("e", "" + "abcde..".charAt(random.nextInt(7)))
                .put("user", "u" + random.nextInt(2))
                .build());
      }
      rows.sort(RecordOrder.BY_TIME);
      if (random.nextInt(5) == 0) {
        for (int late = 0; late < 4; late++) {
          rows.add(random.nextInt(rows.size()), rows.remove(random.nextInt(rows.size())));
        }
      }
      return rows;
    }

    private List<String> run(List<Element> elements, List<LogRecord> rows) {
      List<String> found = new ArrayList<>();
      SequenceMachine machine =
          new SequenceMachine(
              new SequencePattern(elements, within, by, Duration.ZERO, false, allRows),
              live ? SequenceLimits.LIVE : SequenceLimits.DEFAULT,
              m -> found.add(text(m)));
      holes.forEach(machine::addHole);
      for (LogRecord row : rows) {
        machine.accept(row);
        if (live) {
          machine.advanceTo(row.tsNanos() - 1);
        }
      }
      machine.finish(covered);
      found.sort(null);
      return found;
    }

    private static String text(SequenceMatch match) {
      return match.status()
          + "%s %s"
              .formatted(
                  match.key(),
                  match.rows().stream().map(r -> r.step() + "@" + r.record().position()).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_000, 2_000, 3_000})
  void whatIsHeldAsOneIsFoundAsIfHeldAlone(int from) {
    int matches = 0;
    for (int seed = from; seed < from + 1_000; seed++) {
      Trial test = new Trial(new Random(seed));
      List<LogRecord> rows = test.rows();
      List<String> expected = test.run(test.alone, rows);
      matches += expected.size();
      assertThat(test.run(test.shared, rows)).as("seed %d", seed).isEqualTo(expected);
    }
    assertThat(matches).isGreaterThan(1_000);
  }
}

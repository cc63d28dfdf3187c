package dev.rearview.engine.sequence;

import static dev.rearview.engine.Rows.field;
import static dev.rearview.engine.Rows.is;
import static dev.rearview.engine.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

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
 * Compares the machine on seeded random rows with a few lines that look at each beginning anew:
 * {@code a{min,max} [NOT x] b [NOT x]}, one letter per second.
 */
class SequenceOracleTest {
  private record Pattern(int min, int max, boolean middle, boolean end, int within) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theMachineFindsWhatLookingAnewFinds(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      int min = 1 + random.nextInt(3);
      Pattern pattern =
          new Pattern(
              min,
              random.nextBoolean() ? SequencePattern.UNBOUNDED : min + random.nextInt(2),
              random.nextBoolean(),
              random.nextBoolean(),
              2 + random.nextInt(8));
      StringBuilder letters = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        letters.append("aabbx..".charAt(random.nextInt(7)));
      }
      assertThat(machine(pattern, letters.toString()))
          .as("seed %d, %s over %s", seed, pattern, letters)
          .isEqualTo(oracle(pattern, letters.toString()));
    }
  }

  private static List<String> oracle(Pattern p, String letters) {
    List<String> found = new ArrayList<>();
    int used = -1;
    for (int start = 0; start < letters.length(); start++) {
      int end = start <= used || letters.charAt(start) != 'a' ? -1 : end(p, letters, start);
      if (end >= 0) {
        found.add(start + "-" + end);
        used = end;
      }
    }
    return found;
  }

  private static int end(Pattern p, String letters, int start) {
    int count = 1;
    boolean broken = false;
    for (int i = start + 1; i < letters.length() && i - start <= p.within; i++) {
      char c = letters.charAt(i);
      if (c == 'a' && count < p.max) {
        count++;
        broken = false;
      } else if (c == 'b' && count >= p.min && !broken) {
        int until = Math.min(letters.length(), i + p.within + 1);
        return p.end && letters.substring(i + 1, until).contains("x") ? -1 : i;
      } else if (c == 'x' && p.middle && count >= p.min) {
        broken = true;
      }
    }
    return -1;
  }

  private static List<String> machine(Pattern p, String letters) {
    List<Element> elements = new ArrayList<>();
    elements.add(new Step(List.of(new Alternative("a", is("e", "a"))), p.min, p.max));
    if (p.middle) {
      elements.add(new Absent(is("e", "x")));
    }
    elements.add(Step.one("b", is("e", "b")));
    if (p.end) {
      elements.add(new Absent(is("e", "x")));
    }
    List<String> found = new ArrayList<>();
    SequenceMachine machine =
        new SequenceMachine(
            new SequencePattern(
                elements,
                Duration.ofSeconds(p.within),
                List.of(field("user")),
                Duration.ZERO,
                false,
                false),
            SequenceLimits.DEFAULT,
            m -> found.add(second(m.first().tsNanos()) + "-" + second(m.last().tsNanos())));
    for (int i = 0; i < letters.length(); i++) {
      if (letters.charAt(i) != '.') {
        machine.accept(row(i, "e", String.valueOf(letters.charAt(i)), "user", "u"));
      }
    }
    machine.finish(1_000_000_000_000L);
    return found;
  }

  private static long second(long nanos) {
    return nanos / 1_000_000_000L;
  }
}

package dev.rearview.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** No pattern hangs a node. */
class HostilePatternsTest {
  private static final int PATTERNS = 1000;
  private static final int LINES_EACH = Boolean.getBoolean("rearview.long") ? 6 : 1;

  /** Far more than any needs: it only keeps a hanging test from hanging the build. */
  private static final Duration FAR_TOO_LONG = Duration.ofSeconds(60);

  @Test
  void hostilePatternsAreRefusedOrTakeStepsInProportionToTheLine() {
    List<byte[]> lines = HostilePatterns.lines(1);
    int refused = 0;
    int accepted = 0;
    int number = 0;
    for (String pattern : HostilePatterns.patterns(PATTERNS, 2)) {
      if (isRefused(pattern)) {
        refused++;
        continue;
      }
      accepted++;
      for (int i = 0; i < LINES_EACH; i++) {
        byte[] line = lines.get(number++ % lines.size());
        Program program = new Program(SyntaxParser.parse(pattern), true);
        Dfa dfa = new Dfa(program, Dfa.Reads.TEXT, Dfa.MOST_STATES);
        Assertions.assertTimeoutPreemptively(
            FAR_TOO_LONG, () -> dfa.find(line, 0, line.length), pattern);
        assertThat(dfa.work() / line.length).as(pattern).isLessThanOrEqualTo(2L * program.size());
        assertThat(program.size()).as(pattern).isLessThanOrEqualTo(Regex.MAX_PROGRAM);
      }
    }
    assertThat(refused).isPositive();
    assertThat(accepted).isGreaterThan(PATTERNS / 2);
  }

  private static boolean isRefused(String pattern) {
    try {
      Assertions.assertTimeoutPreemptively(FAR_TOO_LONG, () -> Regex.compile(pattern), pattern);
      return false;
    } catch (RegexRefusedException e) {
      return true;
    }
  }

  @Test
  void ordinaryPatternsAreAllAccepted() throws Exception {
    List<String> patterns = Resources.lines("ordinary-patterns.txt");

    assertThat(patterns).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
    for (String pattern : patterns) {
      assertThat(Regex.compile(pattern).isFoundIn("\u0000")).as(pattern).isIn(true, false);
    }
  }
}

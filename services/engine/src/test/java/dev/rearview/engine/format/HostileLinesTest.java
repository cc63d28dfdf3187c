package dev.rearview.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No line makes a pattern that Rearview brings look at its characters too often. */
class HostileLinesTest {
  private static final int LENGTH = 100_000;

  /** Looks at a character of the head that are plenty for any honest line. */
  private static final long MOST_LOOKS = 400L * PatternFormat.MAX_HEAD;

  /** Counts how often its characters are looked at. */
  private static final class Watched implements CharSequence {
    private final String text;
    private long looks;

    Watched(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      looks++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static Stream<PatternFormat> patterns() {
    return Formats.builtIn().all().stream()
        .filter(PatternFormat.class::isInstance)
        .map(PatternFormat.class::cast);
  }

  /** Beginnings of its samples that go on with one thing over and over. */
  private static List<String> hostile(PatternFormat format) {
    Random random = new Random(format.name().hashCode());
    List<String> fillers =
        new ArrayList<>(
            List.of(
                " ", "a", "1", "[", "]", "[]", "\"", "\\\"", ": ", "a ", "1 ", "- ", "a:", "a.b",
                "[a] ", "(", ")", "{}", "|", "\t", "a=b ", "é", "@1", "0:", "/", "x@1] "));
    for (FormatSample sample : format.samples()) {
      String[] words = sample.line().split("(?<=\\W)");
      for (int i = 0; i < 8; i++) {
        fillers.add(words[random.nextInt(words.length)]);
      }
    }
    List<String> lines = new ArrayList<>();
    for (FormatSample sample : format.samples()) {
      for (String filler : fillers) {
        int kept = random.nextInt(Math.min(sample.line().length(), 120) + 1);
        lines.add(fill(sample.line().substring(0, kept), filler));
      }
    }
    return lines;
  }

  private static String fill(String begin, String filler) {
    return filler.isEmpty()
        ? begin
        : begin + filler.repeat((LENGTH - begin.length()) / filler.length() + 1);
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void aHostileLineIsLookedAtFewTimes(PatternFormat format) {
    for (String line : hostile(format)) {
      Watched head = new Watched(PatternFormat.head(line));
      for (LinePattern pattern : format.startPatterns()) {
        head.looks = 0;
        pattern.matchStart(head);
        assertThat(head.looks).as("%s on %s…", pattern.text(), line).isLessThan(MOST_LOOKS);
      }
      for (LinePattern detail : format.details()) {
        head.looks = 0;
        detail.find(head);
        assertThat(head.looks).as("%s in %s…", detail.text(), line).isLessThan(MOST_LOOKS);
      }
    }
  }
}

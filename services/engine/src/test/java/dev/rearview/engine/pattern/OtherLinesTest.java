package dev.rearview.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines that do not begin as usual are found beside what is looked for; many needles are too. */
class OtherLinesTest {
  static Stream<Kernels> kernels() {
    return Stream.of(new PortableKernels(), Kernels.best());
  }

  private static Requirement contains(String literal) {
    return new Requirement.Contains(Needle.ignoringCase(literal));
  }

  private static final Requirement WANTED =
      Requirement.any(
          List.of(
              contains("err"),
              contains("fail"),
              contains("severe"),
              contains("fatal"),
              contains("panic"),
              contains("alert"),
              contains("crit"),
              new Requirement.BeginsOtherwise('{')));

  private static byte[] lines(Random random) {
    String[] words = {"error", "fail", "severe", "Fatal", "PANIC", "alert", "crit", "x"};
    StringBuilder text = new StringBuilder();
    int rare = 1 + random.nextInt(400);
    for (int i = 0; i < 1_500; i++) {
      String begin = random.nextInt(rare) == 0 ? (random.nextBoolean() ? "" : "x{") : "{";
      String word = random.nextInt(rare) == 0 ? words[random.nextInt(words.length)] : "";
      text.append(begin)
          .append(begin.isEmpty() ? "" : "some text of a line ".repeat(random.nextInt(9)) + word)
          .append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void everyWantedLineIsFoundOrSomethingBeforeIt(Kernels kernels) {
    for (int seed = 0; seed < 40; seed++) {
      byte[] text = lines(new Random(seed));
      byte[] buffer = Arrays.copyOf(text, text.length + Finder.PADDING);
      Arrays.fill(buffer, text.length, buffer.length, (byte) '\n');
      ByteHistogram histogram = new ByteHistogram();
      histogram.add(text, 0, text.length);
      Finder finder = new FinderPlan(histogram, kernels).anywhere(WANTED);
      int wanted = 0;
      int seen = 0;
      int hit = finder.find(buffer, 0, text.length);
      for (int from = 0; from < text.length; ) {
        int end = Lines.end(buffer, from, text.length);
        if (WANTED.isMetBy(buffer, from, end)) {
          wanted++;
          assertThat(hit).as("seed %d, line at %d", seed, from).isBetween(0, end);
        }
        if (hit >= 0 && hit <= end) {
          seen++;
          hit = finder.find(buffer, end + 1, text.length);
        }
        from = end + 1;
      }
      assertThat(seen).isBetween(wanted, 2 * wanted + 20);
    }
  }
}

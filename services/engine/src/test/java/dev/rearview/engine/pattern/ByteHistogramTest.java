package dev.rearview.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ByteHistogramTest {
  private static final List<ByteClass> AB = List.of(ByteClass.of('a'), ByteClass.of('b'));

  private static final String ACCESS = "GET /index.html HTTP/1.1 200 17\n".repeat(200);

  @Test
  void countsWhereBytesStandTogether() {
    ByteHistogram histogram = of("ab".repeat(100) + "a".repeat(57));

    assertThat(histogram.rate(new int[] {0, 1}, AB, 1)).isEqualTo(100 / 256.0);
    assertThat(histogram.rate(new int[] {0, 3}, AB, 1)).isEqualTo(99 / 254.0);
    assertThat(histogram.rate(new int[] {64, 129}, AB, 1)).isEqualTo(36 / 128.0);
  }

  @Test
  void countsWhatIsAddedLater() {
    ByteHistogram histogram = of("aaaa");
    assertThat(histogram.rate(new int[] {0, 1}, AB, 0.5)).isEqualTo(1 / 3.0);

    byte[] more = "bab".getBytes(StandardCharsets.US_ASCII);
    histogram.add(more, 0, more.length);

    assertThat(histogram.rate(new int[] {0, 1}, AB, 0.5)).isEqualTo(2 / 6.0);
  }

  @Test
  void believesWhatIsExpectedWhereItHasNoSample() {
    assertThat(new ByteHistogram().rate(new int[] {0, 9}, AB, 0.125)).isEqualTo(0.125);
  }

  @Test
  void answersSeveralThreadsAtOnce() throws Exception {
    List<Double> alone = rates(of(ACCESS));
    for (int round = 0; round < 20; round++) {
      ByteHistogram histogram = of(ACCESS);
      try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
        List<Future<List<Double>>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          answers.add(threads.submit(() -> rates(histogram)));
        }
        for (Future<List<Double>> answer : answers) {
          assertThat(answer.get()).isEqualTo(alone);
        }
      }
    }
  }

  private static List<Double> rates(ByteHistogram histogram) {
    List<Double> rates = new ArrayList<>();
    for (int b = 0; b < 256; b++) {
      rates.add(
          histogram.rate(new int[] {0, 5}, List.of(ByteClass.range(b / 2, b), ByteClass.ALL), 0));
    }
    return rates;
  }

  private static ByteHistogram of(String text) {
    ByteHistogram histogram = new ByteHistogram();
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    histogram.add(bytes, 0, bytes.length);
    return histogram;
  }
}

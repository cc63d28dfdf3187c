package dev.rearview.engine.outlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RateOutliersTest {
  private static final long MINUTE = 60_000_000_000L;
  private static final Duration WIDTH = Duration.ofMinutes(1);

  private static LogRecord at(long nanos) {
    return MapRecord.builder().tsNanos(nanos).build();
  }

  /** So many records in each minute from 0. */
  private static RateSeries series(int... counts) {
    RateSeries series = new RateSeries(WIDTH);
    for (int minute = 0; minute < counts.length; minute++) {
      for (int i = 0; i < counts[minute]; i++) {
        series.add(at(minute * MINUTE + i));
      }
    }
    return series;
  }

  private static List<Outlier> found(RateSeries series, long fromMinute, long toMinute) {
    return RateOutliers.of(series, fromMinute * MINUTE, toMinute * MINUTE, RateOutliers.THRESHOLD);
  }

  private static int poisson(Random random, double mean) {
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  @RepeatedTest(20)
  void aBurstIsFoundAndCommonNoiseIsNot(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    double mean = 0.2 + random.nextInt(40);
    int[] counts = new int[500];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = poisson(random, mean);
    }
    assertThat(found(series(counts), 0, 499)).as("noise of mean %s", mean).isEmpty();
    int minute = random.nextInt(counts.length);
    counts[minute] += 10 + (int) (12 * Math.sqrt(mean));
    assertThat(found(series(counts), 0, 499))
        .singleElement()
        .satisfies(o -> {
          assertThat(o.kind()).isEqualTo(Outlier.Kind.BURST);
          assertThat(o.at()).isEqualTo(Instant.ofEpochSecond(60L * minute));
          assertThat(o.count()).isEqualTo(counts[minute]);
          assertThat(o.score()).isGreaterThan(RateOutliers.THRESHOLD);
        });
  }

  @Test
  void aSilenceInBetweenIsADrop() {
    int[] counts = new int[60];
    java.util.Arrays.fill(counts, 100);
    counts[30] = 0;
    counts[31] = 0;
    counts[40] = 10;
    List<Outlier> found = found(series(counts), 0, 59);
    assertThat(found).extracting(Outlier::kind).containsOnly(Outlier.Kind.DROP);
    assertThat(found).extracting(Outlier::count).containsExactly(0L, 10L);
    assertThat(found.getFirst().at()).isEqualTo(Instant.ofEpochSecond(1_800));
    assertThat(found.getFirst().usual()).isEqualTo(100);
    assertThat(found.getFirst().score()).isEqualTo(-10);
  }

  @Test
  void whatBeginsInTheMiddleIsNewAndWhatEndsIsSilent() {
    int[] counts = new int[100];
    java.util.Arrays.fill(counts, 40, 70, 9);
    List<Outlier> found = found(series(counts), 0, 99);
    assertThat(found)
        .filteredOn(o -> o.kind() == Outlier.Kind.NEW)
        .singleElement()
        .satisfies(o -> {
          assertThat(o.at()).isEqualTo(Instant.EPOCH);
          assertThat(o.length()).isEqualTo(Duration.ofMinutes(40));
          assertThat(o.usual()).isEqualTo(360);
          assertThat(o.score()).isGreaterThan(10);
        });
    assertThat(found)
        .filteredOn(o -> o.kind() == Outlier.Kind.SILENT)
        .singleElement()
        .satisfies(o -> {
          assertThat(o.length()).isEqualTo(Duration.ofMinutes(30));
          assertThat(o.score()).isLessThan(-10);
        });
    assertThat(
            RateOutliers.of(
                series(counts), LogRecord.NO_TIME, LogRecord.NO_TIME, RateOutliers.THRESHOLD))
        .as("without a range nothing is known of before and after")
        .isEmpty();
  }

  @Test
  void whatWasNeverThereBeforeIsTheMoreUnusualTheOftenerAndTheLater() {
    int[] last = new int[60];
    last[59] = 1;
    double once = RateOutliers.of(series(last), 0, 59 * MINUTE, 0).getFirst().score();
    last[59] = 5;
    Outlier often = RateOutliers.of(series(last), 0, 59 * MINUTE, 0).getFirst();
    assertThat(once).isBetween(2.0, 4.0);
    assertThat(often.kind()).isEqualTo(Outlier.Kind.NEW);
    assertThat(often.score()).isGreaterThan(RateOutliers.THRESHOLD);
    int[] middle = new int[60];
    middle[30] = 1;
    assertThat(RateOutliers.of(series(middle), 0, 59 * MINUTE, 0).getFirst().score())
        .isLessThan(once);
  }

  @Test
  void whatHappensOnceIsNoOutlier() {
    assertThat(found(series(0, 0, 1, 0, 0, 0), 0, 5)).isEmpty();
    assertThat(RateOutliers.of(new RateSeries(WIDTH), 0, 1, 0)).isEmpty();
    assertThat(RateOutliers.of(series(4, 4), 0, MINUTE, 0))
        .extracting(Outlier::score)
        .containsExactly(0.0, 0.0);
  }

  @RepeatedTest(20)
  void partsInAnyOrderGiveTheSameCounts(RepetitionInfo repetition) throws IOException {
    Random random = new Random(repetition.getCurrentRepetition());
    List<LogRecord> records = new ArrayList<>();
    long span = 1 + random.nextInt(20_000);
    for (int i = 0; i < 8_000; i++) {
      records.add(at(random.nextLong(span * MINUTE)));
    }
    records.add(MapRecord.builder().build());
    RateSeries whole = new RateSeries(WIDTH);
    records.forEach(whole::add);
    Collections.shuffle(records, random);
    List<RateSeries> parts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      parts.add(new RateSeries(WIDTH));
    }
    records.forEach(record -> parts.get(random.nextInt(4)).add(record));
    RateSeries merged = new RateSeries(WIDTH);
    for (RateSeries part : parts) {
      if (random.nextBoolean()) {
        merged.merge(part);
      } else {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        part.write(new DataOutputStream(bytes));
        merged.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      }
    }
    assertThat(merged.counts()).isEqualTo(whole.counts());
    assertThat(merged.counts()).hasSizeLessThanOrEqualTo(RateSeries.MAX_STRETCHES);
    assertThat(merged.width()).isEqualTo(whole.width());
    assertThat(whole.counts().values().stream().mapToLong(c -> c).sum()).isEqualTo(8_000);
  }

  @Test
  void tooManyStretchesBecomeWider() {
    RateSeries series = new RateSeries(WIDTH);
    for (int minute = 0; minute < 10_000; minute++) {
      series.add(at(minute * MINUTE));
    }
    assertThat(series.width()).isEqualTo(Duration.ofMinutes(8));
    assertThat(series.counts()).hasSize(1_250).containsEntry(0L, 8L);
  }

  @Test
  void whatDoesNotFitTogetherIsRefused() {
    assertThatThrownBy(() -> new RateSeries(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RateSeries(WIDTH).merge(new RateSeries(Duration.ofHours(1))))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] damaged = {99, 0, 0, 0, 0};
    assertThatThrownBy(() ->
            new RateSeries(WIDTH).read(new DataInputStream(new ByteArrayInputStream(damaged))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void anOutlierIsAValue() {
    assertThat(new Outlier(Outlier.Kind.BURST, Instant.EPOCH, WIDTH, 5, 1, 4).toValue())
        .containsOnlyKeys("kind", "at", "length", "count", "usual", "score")
        .containsEntry("kind", "BURST");
  }
}

package dev.rearview.causality.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.causality.anomaly.Finding.Stage;
import dev.rearview.model.Event;
import dev.rearview.model.EventIds;
import dev.rearview.model.Level;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DetectorTest {
  private static final long START = Instant.parse("2024-01-15T15:00:00Z").toEpochMilli();
  private static final int STEP_MS = 1_000;

  private final Detector detector = new Detector(DetectorSettings.defaults());
  private final Map<String, SeriesWatch> watches = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Random random = new Random(5);
  private OpenBuckets buckets = new OpenBuckets();
  private long seq;

  @Test
  void oneIncidentIsOneAnomalyOfEachSeriesAndOneAlert() {
    work(0, 1_800, 0.02, 30);
    work(1_800, 1_980, 0.6, 90);
    work(1_980, 2_600, 0.02, 30);
    assertThat(findings)
        .extracting(f -> f.stage() + " " + f.anomaly().metric())
        .containsExactlyInAnyOrder(
            "OPENED error_rate", "OPENED cpu", "CLOSED error_rate", "CLOSED cpu");
    assertThat(findings).filteredOn(Finding::alerts).hasSize(1);
    Anomaly closed =
        findings.stream()
            .filter(f -> f.stage() == Stage.CLOSED && f.anomaly().metric().equals("error_rate"))
            .findFirst()
            .orElseThrow()
            .anomaly();
    assertThat(closed.startMs()).isBetween(START + 1_770_000, START + 1_830_000);
    assertThat(closed.endMs()).isBetween(START + 1_950_000, START + 2_010_000);
    assertThat(closed.value()).isBetween(45.0, 75.0);
    assertThat(closed.expectedHigh()).isLessThan(20);
    assertThat(closed.eventIds()).isNotEmpty().hasSizeLessThanOrEqualTo(Anomaly.MAX_EVENTS);
    assertThat(closed.detail()).contains("error_rate of shop/cart", "is usual");
    assertThat(findings.stream().map(f -> f.anomaly().id()).distinct()).hasSize(2);
  }

  @Test
  void flappingWithinAnIncidentIsStillOneAnomaly() {
    work(0, 1_800, 0.02, 30);
    for (int i = 0; i < 4; i++) {
      work(1_800 + i * 120, 1_860 + i * 120, 0.5, 30);
      work(1_860 + i * 120, 1_920 + i * 120, 0.02, 30);
    }
    work(2_280, 2_900, 0.02, 30);
    assertThat(findings).filteredOn(f -> f.stage() == Stage.OPENED).hasSize(1);
    assertThat(findings).filteredOn(f -> f.stage() == Stage.CLOSED).hasSize(1);
  }

  @Test
  void nothingIsJudgedInWarmUp() {
    work(0, 120, 0.0, 30);
    work(120, 300, 0.9, 99);
    assertThat(findings).isEmpty();
  }

  @Test
  void aDayOfOrdinaryNoiseRaisesNoAlarm() {
    work(0, 24 * 3_600, 0.03, 40);
    assertThat(findings).isEmpty();
  }

  @Test
  void aStopOfTrafficIsAnAnomalyOfTheEventRateOnceTrafficIsSeenAgain() {
    work(0, 1_800, 0, 30);
    work(1_980, 2_600, 0, 30);
    assertThat(findings)
        .filteredOn(f -> f.stage() == Stage.OPENED)
        .singleElement()
        .satisfies(f -> assertThat(f.anomaly().metric()).isEqualTo("event_rate"))
        .satisfies(f -> assertThat(f.anomaly().value()).isLessThan(f.anomaly().expectedLow()));
  }

  @Test
  void lateEventsWithinTheLatenessCountAndTheOrderOfArrivalDoesNotMatter() {
    List<Event> events = new ArrayList<>();
    for (int s = 0; s < 2_600; s++) {
      events.add(event(s, s > 1_800 && s < 1_980 ? 0.6 : 0.02, 30));
    }
    for (int i = 0; i + 10 < events.size(); i += 10) {
      java.util.Collections.shuffle(events.subList(i, i + 10), random);
    }
    events.forEach(this::observe);
    assertThat(findings).filteredOn(f -> f.stage() == Stage.OPENED).hasSize(1);
  }

  @Test
  void aClockThatIsAheadClosesNothingEarly() {
    work(0, 1_000, 0.02, 30);
    observe(event(1_000, 0, 30).toBuilder().timestampMs(START + 4_600_000L).build());
    work(1_000, 1_800, 0.02, 30);
    work(1_800, 1_980, 0.6, 30);
    work(1_980, 2_600, 0.02, 30);
    assertThat(findings).filteredOn(f -> f.stage() == Stage.OPENED).hasSize(1);
  }

  private void work(int fromSecond, int toSecond, double errors, double cpu) {
    for (int s = fromSecond; s < toSecond; s++) {
      observe(event(s, errors, cpu));
    }
  }

  private Event event(int second, double errors, double cpu) {
    long at = START + (long) second * STEP_MS;
    return Event.builder()
        .id(EventIds.fresh(at, random))
        .globalSeq(++seq)
        .componentId("shop/cart")
        .timestampMs(at)
        .observedMs(at + 200)
        .logLevel(random.nextDouble() < errors ? Level.ERROR : Level.INFO)
        .metric("cpu", cpu + 3 * random.nextGaussian())
        .build();
  }

  /** Everything goes through its bytes now and then, as it does in the stores. */
  private void observe(Event event) {
    if (event.globalSeq() % 50 == 0) {
      buckets = copied(buckets);
    }
    findings.addAll(
        detector.observe(
            event,
            buckets,
            new Detector.Watches() {
              @Override
              public SeriesWatch get(String metric) {
                return watches.get(metric);
              }

              @Override
              public void put(String metric, SeriesWatch watch) {
                watches.put(metric, copied(watch));
              }
            }));
  }

  private static OpenBuckets copied(OpenBuckets buckets) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      buckets.write(new DataOutputStream(bytes));
      return OpenBuckets.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static SeriesWatch copied(SeriesWatch watch) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      watch.write(new DataOutputStream(bytes));
      return SeriesWatch.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

package dev.rearview.ingestion.wiring;

import dev.rearview.ingestion.intake.IntakeMeter;
import dev.rearview.ingestion.redaction.Secret;
import dev.rearview.ingestion.topology.SequencerMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the ingestion counts, for Prometheus. */
@Singleton
final class IngestionMetrics implements IntakeMeter, SequencerMeter {
  /** Worlds beyond this have no gauge of their own, so that the series stay bounded. */
  private static final int MAX_WORLDS = 1_000;

  private final MeterRegistry registry;
  private final Counter accepted;
  private final Counter unavailable;
  private final Counter appended;
  private final Counter repeated;
  private final Timer handOver;
  private final Map<String, AtomicLong> windows = new ConcurrentHashMap<>();

  IngestionMetrics(MeterRegistry registry) {
    this.registry = registry;
    accepted = registry.counter("rearview.ingestion.events.accepted");
    unavailable = registry.counter("rearview.ingestion.requests.unavailable");
    appended = registry.counter("rearview.sequencer.events.appended");
    repeated = registry.counter("rearview.sequencer.events.repeated");
    handOver = registry.timer("rearview.ingestion.handover");
  }

  @Override
  public void accepted(int events) {
    accepted.increment(events);
  }

  @Override
  public void refused(String code) {
    registry.counter("rearview.ingestion.events.refused", "code", code).increment();
  }

  @Override
  public void redacted(Map<Secret, Integer> counts) {
    counts.forEach((secret, count) ->
        registry
            .counter("rearview.ingestion.redactions", "kind", secret.wireName())
            .increment(count));
  }

  @Override
  public void handedOver(Duration took) {
    handOver.record(took);
  }

  @Override
  public void unavailable() {
    unavailable.increment();
  }

  @Override
  public void appended() {
    appended.increment();
  }

  @Override
  public void repeated() {
    repeated.increment();
  }

  @Override
  public void deadLetter(String code) {
    registry.counter("rearview.sequencer.dead.letters", "code", code).increment();
  }

  @Override
  public void window(String world, long ids) {
    AtomicLong window = windows.get(world);
    if (window == null && windows.size() < MAX_WORLDS) {
      window = windows.computeIfAbsent(world, this::register);
    }
    if (window != null) {
      window.set(ids);
    }
  }

  private AtomicLong register(String world) {
    AtomicLong window = new AtomicLong();
    Gauge.builder("rearview.sequencer.window.ids", window, AtomicLong::get)
        .tag("world", world)
        .register(registry);
    return window;
  }
}

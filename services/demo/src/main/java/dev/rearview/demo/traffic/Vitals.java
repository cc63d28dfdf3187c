package dev.rearview.demo.traffic;

import dev.rearview.demo.incident.Incident;
import dev.rearview.demo.incident.IncidentKind;
import dev.rearview.demo.incident.Incidents;
import dev.rearview.demo.rollout.Rollouts;
import dev.rearview.demo.shop.Facts;
import dev.rearview.demo.shop.Recorder;
import dev.rearview.demo.shop.Seeds;
import dev.rearview.demo.shop.Service;
import dev.rearview.model.Event;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Measures each service as a monitoring agent would: every 30 seconds {@code cpu} and {@code
 * memory} in percent, {@code error_rate} from 0 to 1, {@code p99_latency} in milliseconds, {@code
 * requests}, and every minute the use of its pool as a change of its state.
 */
public final class Vitals {
  private static final int PERIOD_SECONDS = 30;

  private final long seed;
  private final Incidents incidents;
  private final Rollouts rollouts;
  private final Map<Service, Window> windows = new EnumMap<>(Service.class);

  public Vitals(long seed, Incidents incidents, Rollouts rollouts) {
    this.seed = seed;
    this.incidents = incidents;
    this.rollouts = rollouts;
    for (Service service : Service.values()) {
      windows.put(service, new Window());
    }
  }

  /** The calls since the last measurement, and those that end after the present one. */
  private static final class Window {
    final List<Sample> samples = new ArrayList<>();
  }

  private record Sample(long endMs, long latencyMs, boolean failed) {}

  void count(Service service, long endMs, long latencyMs, boolean failed) {
    window(service).samples.add(new Sample(endMs, latencyMs, failed));
  }

  private Window window(Service service) {
    return Objects.requireNonNull(windows.get(service));
  }

  /** Measures the services whose turn is in the second that begins then. */
  public void second(long fromMs, Recorder recorder) {
    long second = Math.floorDiv(fromMs, 1_000L);
    for (Service service : Service.values()) {
      if (Math.floorMod(second, PERIOD_SECONDS) == service.ordinal() * 3) {
        measure(service, fromMs, recorder);
      }
      if (service.hasPool() && Math.floorMod(second, 60) == service.ordinal() * 3 + 1) {
        pool(service, fromMs, recorder);
      }
    }
  }

  private void measure(Service service, long atMs, Recorder recorder) {
    List<Long> latencies = new ArrayList<>();
    int failures = 0;
    List<Sample> samples = window(service).samples;
    for (Sample sample : samples) {
      if (sample.endMs < atMs) {
        latencies.add(sample.latencyMs);
        failures += sample.failed ? 1 : 0;
      }
    }
    samples.removeIf(sample -> sample.endMs < atMs);
    Collections.sort(latencies);
    SplittableRandom random = Seeds.random(seed, 401, service.ordinal(), atMs);
    double cpu = cpu(service, atMs, latencies.size(), random);
    double memory = memory(service, atMs, random);
    int count = latencies.size();
    Event.Builder event =
        Facts.of(service, atMs, random)
            .kind(Kind.METRIC)
            .logLevel(cpu > 80 || memory > 90 ? Level.WARN : Level.INFO)
            .message("cpu %.1f%%, memory %.1f%%".formatted(cpu, memory))
            .metric("cpu", rounded(cpu))
            .metric("memory", rounded(memory))
            .metric("requests", count)
            .metric("error_rate", count == 0 ? 0 : Math.round(1e4 * failures / count) / 1e4);
    if (count > 0) {
      event.metric("p99_latency", latencies.get((int) Math.ceil(0.99 * count) - 1));
    }
    for (Incident incident : incidents.activeAt(atMs)) {
      if (incident.root() == service) {
        switch (incident.kind()) {
          case POOL_EXHAUSTED -> event.metric("pool_in_use_percent", 100);
          case SLOW_DISK -> event.metric("disk_latency_ms", random.nextInt(380, 620));
          case BAD_DEPLOYMENT, MEMORY_LEAK -> {}
        }
      }
    }
    recorder.event(event.build());
  }

  private double cpu(Service service, long atMs, int requests, SplittableRandom random) {
    double perReplica = (double) requests / rollouts.replicas(service, atMs);
    double cpu = 14 + 3.0 * service.ordinal() + 0.35 * perReplica + random.nextDouble() * 5;
    for (Incident incident : incidents.activeAt(atMs)) {
      if (incident.root() == service) {
        cpu =
            switch (incident.kind()) {
              case MEMORY_LEAK -> 82 + 11 * incident.progress(atMs) + random.nextDouble() * 3;
              case BAD_DEPLOYMENT -> cpu + 12;
              case POOL_EXHAUSTED, SLOW_DISK -> cpu * 0.7;
            };
      }
    }
    return Math.min(99, cpu);
  }

  private double memory(Service service, long atMs, SplittableRandom random) {
    double wave = Math.sin(2 * Math.PI * (atMs % 1_500_000) / 1_500_000.0);
    double memory = 42 + 2.0 * service.ordinal() + 3 * wave + random.nextDouble();
    for (Incident incident : incidents.activeAt(atMs)) {
      if (incident.root() == service && incident.kind() == IncidentKind.MEMORY_LEAK) {
        memory += (99 - memory) * Math.sqrt(incident.progress(atMs));
      }
    }
    return memory;
  }

  private static double rounded(double percent) {
    return Math.round(percent * 10) / 10.0;
  }

  private void pool(Service service, long atMs, Recorder recorder) {
    boolean exhausted =
        incidents.activeAt(atMs).stream()
            .anyMatch(i -> i.root() == service && i.kind() == IncidentKind.POOL_EXHAUSTED);
    if (exhausted) {
      return;
    }
    SplittableRandom random = Seeds.random(seed, 402, service.ordinal(), atMs);
    int inUse = service.poolMax() / 5 + random.nextInt(service.poolMax() / 4);
    recorder.event(
        Facts.of(service, atMs, random)
            .kind(Kind.STATE)
            .message("%d of %d connections in use".formatted(inUse, service.poolMax()))
            .stateDelta("{\"pool\":{\"in_use\":%d}}".formatted(inUse))
            .build());
  }
}

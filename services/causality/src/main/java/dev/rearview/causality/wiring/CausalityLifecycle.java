package dev.rearview.causality.wiring;

import dev.rearview.causality.anomaly.DetectorSettings;
import dev.rearview.causality.event.Identifiers;
import dev.rearview.causality.topology.CausalityTopology;
import dev.rearview.causality.topology.Retention;
import dev.rearview.causality.topology.StoredCausalLog;
import dev.rearview.proto.Topic;
import dev.rearview.streams.StreamsRuntime;
import dev.rearview.streams.StreamsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jspecify.annotations.Nullable;

/** Starts the topology with the process, and stops it with it. */
@ApplicationScoped
public class CausalityLifecycle {
  private final CausalityConfig config;
  private final String bootstrapServers;
  private final MeterRegistry metrics;
  private volatile @Nullable Running running;

  private record Running(StreamsRuntime streams, StoredCausalLog log) {}

  CausalityLifecycle(
      CausalityConfig config,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      MeterRegistry metrics) {
    this.config = config;
    this.bootstrapServers = bootstrapServers;
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent event) {
    StreamsRuntime streams =
        CausalityTopology.start(
            settings(),
            new Identifiers(config.identifiers().orElse(List.of())),
            detector(config.detect()),
            retention(config.keep()));
    metrics.gauge("rearview_causality_lag_records", streams, StreamsRuntime::lag);
    running = new Running(streams, new StoredCausalLog(StoredCausalLog.of(streams)));
  }

  private StreamsSettings settings() {
    return new StreamsSettings(
        CausalityTopology.APPLICATION_ID,
        bootstrapServers,
        config.stateDir(),
        config.advertisedAddress(),
        config.instanceId(),
        config.threads(),
        config.standbyReplicas(),
        config.commitInterval(),
        Topic.DEAD_LETTERS.topicName());
  }

  static Retention retention(CausalityConfig.Keep keep) {
    return new Retention(keep.events(), keep.joins(), keep.maxEntries());
  }

  static DetectorSettings detector(CausalityConfig.Detect detect) {
    return new DetectorSettings(
        detect.bucket(),
        detect.lateness(),
        detect.warmUp(),
        detect.openScore(),
        detect.closeScore(),
        detect.hotBuckets(),
        detect.calmBuckets(),
        detect.quiet(),
        detect.maxMetrics());
  }

  void stop(@Observes ShutdownEvent event) {
    Running stopping = running;
    if (stopping != null) {
      stopping.streams().close();
    }
  }

  /** What is kept, to be asked. */
  public StoredCausalLog log() {
    return require().log();
  }

  HealthCheckResponse readiness() {
    return require().streams().readiness();
  }

  HealthCheckResponse liveness() {
    return require().streams().liveness();
  }

  private Running require() {
    Running now = running;
    if (now == null) {
      throw new IllegalStateException("causality has not started");
    }
    return now;
  }
}

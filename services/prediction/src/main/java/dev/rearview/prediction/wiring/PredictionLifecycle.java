package dev.rearview.prediction.wiring;

import dev.rearview.prediction.forecast.Forecasts;
import dev.rearview.prediction.outcome.Outcomes;
import dev.rearview.prediction.series.SeriesLog;
import dev.rearview.prediction.topology.Bounds;
import dev.rearview.prediction.topology.PredictionTopology;
import dev.rearview.prediction.topology.StoredSeriesLog;
import dev.rearview.proto.Topic;
import dev.rearview.streams.StreamsRuntime;
import dev.rearview.streams.StreamsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jspecify.annotations.Nullable;

/** Starts the topology with the process, and stops it with it. */
@ApplicationScoped
public class PredictionLifecycle {
  private final PredictionConfig config;
  private final String bootstrapServers;
  private final MeterRegistry metrics;
  private final Clock clock;
  private volatile @Nullable Running running;

  private record Running(StreamsRuntime streams, SeriesLog log) {}

  PredictionLifecycle(
      PredictionConfig config,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      MeterRegistry metrics,
      Clock clock) {
    this.config = config;
    this.bootstrapServers = bootstrapServers;
    this.metrics = metrics;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    StreamsRuntime streams = PredictionTopology.start(settings(), bounds(config));
    metrics.gauge("rearview_prediction_lag_records", streams, StreamsRuntime::lag);
    running = new Running(streams, new StoredSeriesLog(StoredSeriesLog.of(streams)));
  }

  static Bounds bounds(PredictionConfig config) {
    return new Bounds(
        config.history(), config.maxMetrics(), config.maxPaths(), config.maxAssignments());
  }

  private StreamsSettings settings() {
    return new StreamsSettings(
        PredictionTopology.APPLICATION_ID,
        bootstrapServers,
        config.stateDir(),
        config.advertisedAddress(),
        config.instanceId(),
        config.threads(),
        config.standbyReplicas(),
        config.commitInterval(),
        Topic.DEAD_LETTERS.topicName());
  }

  void stop(@Observes ShutdownEvent event) {
    Running stopping = running;
    if (stopping != null) {
      stopping.streams().close();
    }
  }

  /** Looks ahead. */
  public Forecasts forecasts() {
    return new Forecasts(log(), clock);
  }

  /** Tells what changes would do. */
  public Outcomes outcomes() {
    return new Outcomes(log(), clock);
  }

  /** The series themselves. */
  public SeriesLog log() {
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
      throw new IllegalStateException("prediction has not started");
    }
    return now;
  }
}

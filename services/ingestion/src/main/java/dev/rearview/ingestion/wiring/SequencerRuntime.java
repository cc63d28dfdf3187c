package dev.rearview.ingestion.wiring;

import dev.rearview.streams.StreamsRuntime;
import dev.rearview.streams.StreamsSettings;
import org.apache.kafka.streams.Topology;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jspecify.annotations.Nullable;

/** The sequencer of this process, between start and stop. */
final class SequencerRuntime {
  private final Topology topology;
  private final StreamsSettings settings;
  private volatile @Nullable StreamsRuntime running;

  SequencerRuntime(Topology topology, StreamsSettings settings) {
    this.topology = topology;
    this.settings = settings;
  }

  void start() {
    running = StreamsRuntime.start(topology, settings);
  }

  void stop() {
    StreamsRuntime runtime = running;
    running = null;
    if (runtime != null) {
      runtime.close();
    }
  }

  HealthCheckResponse readiness() {
    StreamsRuntime runtime = running;
    return runtime == null ? stopped("ready") : runtime.readiness();
  }

  HealthCheckResponse liveness() {
    StreamsRuntime runtime = running;
    return runtime == null ? stopped("alive") : runtime.liveness();
  }

  /** Records of the intake that are not numbered yet. */
  long lag() {
    StreamsRuntime runtime = running;
    return runtime == null ? 0 : runtime.lag();
  }

  private HealthCheckResponse stopped(String what) {
    return HealthCheckResponse.down(settings.applicationId() + " " + what);
  }
}

package dev.rearview.ingestion.topology;

import dev.rearview.ingestion.checkpoint.Keeper;
import dev.rearview.ingestion.sequence.Window;
import dev.rearview.streams.StreamsRuntime;
import dev.rearview.streams.StreamsSettings;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.streams.Topology;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jspecify.annotations.Nullable;

/** The sequencer of this process, between start and stop. */
public final class SequencerRuntime {
  private static final Duration SIGNING = Duration.ofSeconds(2);

  private final Topology topology;
  private final StreamsSettings settings;
  private final Stopping stopping = new Stopping();
  private volatile @Nullable StreamsRuntime running;

  /**
   * A sequencer that has not started.
   *
   * @param keeper signs the checkpoints
   * @param clock gives their time
   */
  public SequencerRuntime(
      StreamsSettings settings,
      Window window,
      SequencerMeter meter,
      Keeper keeper,
      InstantSource clock) {
    this.settings = settings;
    this.topology = SequencerTopology.build(window, meter, keeper, clock, stopping);
  }

  /** Starts and returns at once. */
  public void start() {
    running = StreamsRuntime.start(topology, settings);
  }

  /** Signs and commits what is done and stops; waits at most 22 seconds. */
  public void stop() {
    StreamsRuntime runtime = running;
    running = null;
    if (runtime != null) {
      if (runtime.isRunning()) {
        stopping.ask(SIGNING);
      }
      runtime.close();
    }
  }

  /** Up while events get their numbers. */
  public HealthCheckResponse readiness() {
    StreamsRuntime runtime = running;
    return runtime == null ? stopped("ready") : runtime.readiness();
  }

  /** Down once it has given up. */
  public HealthCheckResponse liveness() {
    StreamsRuntime runtime = running;
    return runtime == null ? stopped("alive") : runtime.liveness();
  }

  /** Records of the intake that are not numbered yet. */
  public long lag() {
    StreamsRuntime runtime = running;
    return runtime == null ? 0 : runtime.lag();
  }

  private HealthCheckResponse stopped(String what) {
    return HealthCheckResponse.down(settings.applicationId() + " " + what);
  }
}

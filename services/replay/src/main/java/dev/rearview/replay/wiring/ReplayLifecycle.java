package dev.rearview.replay.wiring;

import dev.rearview.proto.Topic;
import dev.rearview.replay.ReplayService;
import dev.rearview.replay.change.LocalChanges;
import dev.rearview.replay.log.LocalDirectory;
import dev.rearview.replay.log.LocalEvents;
import dev.rearview.replay.proof.LogProofs;
import dev.rearview.replay.rule.RuleFolder;
import dev.rearview.replay.rule.Rules;
import dev.rearview.replay.state.SnapshotPolicy;
import dev.rearview.replay.store.StoreSettings;
import dev.rearview.replay.topology.CodecBytes;
import dev.rearview.replay.topology.Peers;
import dev.rearview.replay.topology.ReplayTopology;
import dev.rearview.replay.topology.StreamsHoldings;
import dev.rearview.replay.topology.StreamsTrees;
import dev.rearview.replay.topology.TopicVerifier;
import dev.rearview.streams.StreamsRuntime;
import dev.rearview.streams.StreamsSettings;
import dev.rearview.streams.StreamsSettings.Delivery;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jspecify.annotations.Nullable;

/** Starts the stores with the process, and stops them with it. */
@ApplicationScoped
public class ReplayLifecycle {
  private final ReplayConfig config;
  private final String bootstrapServers;
  private final MeterRegistry metrics;
  private volatile @Nullable Running running;

  private record Running(
      StreamsRuntime streams,
      Peers peers,
      StreamsHoldings holdings,
      StreamsTrees trees,
      ReplayService service) {}

  ReplayLifecycle(
      ReplayConfig config,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      MeterRegistry metrics) {
    this.config = config;
    this.bootstrapServers = bootstrapServers;
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent event) {
    metrics.gauge("rearview_replay_lag_records", this, ReplayLifecycle::lag);
    Duration wait = config.minSeqWait();
    if (wait.isNegative() || wait.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "rearview.replay.min-seq-wait must be 0 to 1 minute, not " + wait);
    }
    Map<String, Rules> rules = config.rules().map(RuleFolder::read).orElse(Map.of());
    ReplayTopology.prepare(config.stateDir());
    StreamsRuntime streams =
        StreamsRuntime.start(
            ReplayTopology.build(
                new StoreSettings(
                    SnapshotPolicy.of(
                        config.snapshotEvery(),
                        config.snapshotEveryBytes(),
                        config.snapshotEveryTime()),
                    config.storeBuffer())),
            settings());
    Peers peers = new Peers();
    StreamsHoldings holdings = new StreamsHoldings(streams, peers, partitions());
    CodecBytes bytes = new CodecBytes();
    ReplayService service =
        new ReplayService(
            holdings,
            new LocalDirectory(holdings),
            new LocalEvents(holdings, bytes),
            new LocalChanges(holdings),
            bytes,
            streams::lag,
            wait,
            rules);
    running = new Running(streams, peers, holdings, new StreamsTrees(streams, peers), service);
  }

  private static double lag(ReplayLifecycle replay) {
    Running now = replay.running;
    return now == null ? Double.NaN : now.streams().lag();
  }

  private StreamsSettings settings() {
    return new StreamsSettings(
        ReplayTopology.APPLICATION_ID,
        bootstrapServers,
        config.stateDir(),
        config.advertisedAddress(),
        config.instanceId(),
        config.threads(),
        config.standbyReplicas(),
        config.commitInterval(),
        Topic.DEAD_LETTERS.topicName(),
        // taking an event in again changes nothing, so a crash costs no rebuilding
        Delivery.AT_LEAST_ONCE);
  }

  void stop(@Observes ShutdownEvent event) {
    Running stopping = running;
    if (stopping != null) {
      stopping.streams().close();
      stopping.peers().close();
      running = null;
    }
  }

  /** Answers every question. */
  public ReplayService service() {
    return require().service();
  }

  /** Knows which instance holds a component. */
  public StreamsHoldings holdings() {
    return require().holdings();
  }

  /** Trees and notes. */
  public StreamsTrees trees() {
    return require().trees();
  }

  /** Proves things about the log. */
  public LogProofs proofs() {
    return new LogProofs(trees());
  }

  /** The other instances. */
  public Peers peers() {
    return require().peers();
  }

  /** How many partitions the topic has; asked once. */
  private IntSupplier partitions() {
    AtomicInteger known = new AtomicInteger();
    return () -> known.updateAndGet(count -> count > 0 ? count : verifier().partitions());
  }

  /** Reads the topic itself. */
  public TopicVerifier verifier() {
    return new TopicVerifier(bootstrapServers);
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
      throw new IllegalStateException("replay has not started");
    }
    return now;
  }
}

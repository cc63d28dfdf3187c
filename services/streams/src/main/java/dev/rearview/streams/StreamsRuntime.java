package dev.rearview.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/** A service's own Kafka Streams instance, from start to stop. */
public final class StreamsRuntime implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(StreamsRuntime.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  /** After so many failures of its threads the instance stops and says that it is not alive. */
  private static final int MAX_THREAD_REPLACEMENTS = 20;

  private final KafkaStreams streams;
  private final StreamsSettings settings;
  private final HostInfo self;
  private final AtomicInteger replacements = new AtomicInteger();

  private StreamsRuntime(KafkaStreams streams, StreamsSettings settings) {
    this.streams = streams;
    this.settings = settings;
    this.self = HostInfo.buildFromEndpoint(settings.applicationServer());
  }

  /** Starts the topology and returns at once; {@link #isRunning} tells when its stores answer. */
  public static StreamsRuntime start(Topology topology, StreamsSettings settings) {
    StreamsRuntime runtime =
        new StreamsRuntime(new KafkaStreams(topology, settings.toProperties()), settings);
    runtime.streams.setUncaughtExceptionHandler(runtime::onThreadFailure);
    runtime.streams.start();
    return runtime;
  }

  private StreamThreadExceptionResponse onThreadFailure(Throwable failure) {
    int count = replacements.incrementAndGet();
    LOG.errorf(failure, "stream thread of %s failed (%d)", settings.applicationId(), count);
    return count <= MAX_THREAD_REPLACEMENTS
        ? StreamThreadExceptionResponse.REPLACE_THREAD
        : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** Whether every store of this instance can be asked. */
  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Whether it runs or is on its way there; false once it has given up. */
  public boolean isAlive() {
    return switch (streams.state()) {
      case CREATED, REBALANCING, RUNNING -> true;
      case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> false;
    };
  }

  /** Readiness: up while the stores can be asked. */
  public HealthCheckResponse readiness() {
    return check("ready", isRunning());
  }

  /** Liveness: down once the instance has given up. */
  public HealthCheckResponse liveness() {
    return check("alive", isAlive());
  }

  private HealthCheckResponse check(String what, boolean up) {
    return HealthCheckResponse.named(settings.applicationId() + " " + what)
        .status(up)
        .withData("state", streams.state().name())
        .withData("lag", lag())
        .build();
  }

  /**
   * A store of this instance, read-only.
   *
   * @throws StoreUnavailableException while the instance starts, rebalances or stops
   */
  public <T> T store(String name, QueryableStoreType<T> type) {
    try {
      return streams.store(StoreQueryParameters.fromNameAndType(name, type));
    } catch (InvalidStateStoreException | IllegalStateException e) {
      throw new StoreUnavailableException(name, streams.state().name(), e);
    }
  }

  /**
   * One partition's part of a store of this instance, read-only.
   *
   * @throws StoreUnavailableException as {@link #store(String, QueryableStoreType)}, also where
   *     this instance does not hold the partition
   */
  public <T> T store(String name, QueryableStoreType<T> type, int partition) {
    try {
      return streams.store(
          StoreQueryParameters.fromNameAndType(name, type).withPartition(partition));
    } catch (InvalidStateStoreException | IllegalStateException e) {
      throw new StoreUnavailableException(name, streams.state().name(), e);
    }
  }

  /**
   * Which instance is active for each partition of a store, as far as that is known.
   *
   * @param topic the topic that the store is filled from
   */
  public Map<Integer, Location> partitionLocations(String storeName, String topic) {
    Map<Integer, Location> held = new HashMap<>();
    for (StreamsMetadata instance : streams.streamsMetadataForStore(storeName)) {
      HostInfo host = instance.hostInfo();
      Location location =
          host.equals(self) ? new Location.Here() : new Location.There(host.host(), host.port());
      instance.topicPartitions().stream()
          .filter(partition -> partition.topic().equals(topic))
          .forEach(partition -> held.put(partition.partition(), location));
    }
    return held;
  }

  /** The partition of a key, whichever instance holds it; -1 while that is not known. */
  public <K> int partitionOf(String storeName, K key, Serializer<K> serializer) {
    KeyQueryMetadata metadata = streams.queryMetadataForKey(storeName, key, serializer);
    return metadata == null || KeyQueryMetadata.NOT_AVAILABLE.equals(metadata)
        ? -1
        : metadata.partition();
  }

  /** Which instance answers for a key. */
  public <K> Location locate(String storeName, K key, Serializer<K> serializer) {
    KeyQueryMetadata metadata = streams.queryMetadataForKey(storeName, key, serializer);
    if (metadata == null || KeyQueryMetadata.NOT_AVAILABLE.equals(metadata)) {
      return new Location.Unknown(streams.state().name());
    }
    HostInfo active = metadata.activeHost();
    return active.equals(self)
        ? new Location.Here()
        : new Location.There(active.host(), active.port());
  }

  /** The other instances that hold a part of a store; a question without a key goes to all. */
  public List<Location.There> others(String storeName) {
    return streams.streamsMetadataForStore(storeName).stream()
        .map(StreamsMetadata::hostInfo)
        .filter(host -> !host.equals(self))
        .map(host -> new Location.There(host.host(), host.port()))
        .toList();
  }

  /** How many records of its input topics it has not read yet, as far as its consumers know. */
  public long lag() {
    double lag = 0;
    for (Map.Entry<MetricName, ? extends Metric> metric : streams.metrics().entrySet()) {
      MetricName name = metric.getKey();
      if (name.name().equals("records-lag")
          && name.tags().containsKey("partition")
          && metric.getValue().metricValue() instanceof Double value
          && Double.isFinite(value)) {
        lag += value;
      }
    }
    return (long) lag;
  }

  /** Stops, committing what is done; waits at most 20 seconds. */
  @Override
  public void close() {
    if (!streams.close(CLOSE_TIMEOUT)) {
      LOG.warnf("%s did not stop within %s", settings.applicationId(), CLOSE_TIMEOUT);
    }
  }
}

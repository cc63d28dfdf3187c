package dev.rearview.replay.topology;

import dev.rearview.proto.Topic;
import dev.rearview.replay.store.StoreSettings;
import java.nio.file.Path;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/**
 * From {@code rearview.events} into one store for each partition, and the changes found on the way
 * to {@code rearview.changes}.
 *
 * <p>The topic of events is the store's changelog too: what is lost of a store, or held as a
 * standby, is read from there.
 */
public final class ReplayTopology {
  public static final String APPLICATION_ID = "rearview-replay";

  static final String STORE = "log";
  static final String CHANGES_SINK = "changes";
  private static final String PROCESSOR = "store-events";

  private ReplayTopology() {}

  /** Deletes what an older version left of its stores; to be called before they are opened. */
  public static void prepare(Path stateDir) {
    EventStore.deleteOlder(stateDir);
  }

  public static Topology build(StoreSettings settings) {
    Topology topology = new Topology();
    topology.addReadOnlyStateStore(
        new EventStore.Builder(settings),
        "events-topic",
        new StringDeserializer(),
        new Received.Reader(),
        Topic.EVENTS.topicName(),
        PROCESSOR,
        EventProcessor::new);
    topology.addSink(
        CHANGES_SINK,
        Topic.CHANGES.topicName(),
        new StringSerializer(),
        new ByteArraySerializer(),
        PROCESSOR);
    TreeTopology.addTo(topology);
    return topology;
  }
}

package dev.rearview.ingestion.topology;

import dev.rearview.ingestion.checkpoint.Keeper;
import dev.rearview.ingestion.sequence.Window;
import dev.rearview.proto.Topic;
import java.time.InstantSource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Builds the topology: intake → sequencer → events, leaves, checkpoints, dead letters, outcomes.
 *
 * <p>A world's state lies with the partition of {@code rearview.intake} that its name hashes to.
 * That topic's number of partitions must never change: a world that moved to another partition
 * would be numbered from 1 again.
 */
public final class SequencerTopology {
  /** Names the group of sequencers, and their state. */
  public static final String APPLICATION_ID = "rearview-sequencer";

  static final String HEADS = "heads";
  static final String ADMISSIONS = "admissions";
  static final String PLACES = "places";
  static final String WAITING_LEAVES = "waiting-leaves";
  static final String EVENTS = "events";
  static final String LEAVES = "leaves";
  static final String CHECKPOINTS = "checkpoints";
  static final String DEAD_LETTERS = "dead-letters";
  static final String OUTCOMES = "outcomes";

  private static final String INTAKE = "intake";
  private static final String SEQUENCER = "sequencer";

  private SequencerTopology() {}

  /**
   * The topology of one process.
   *
   * @param clock gives the time of checkpoints
   */
  static Topology build(
      Window window, SequencerMeter meter, Keeper keeper, InstantSource clock, Stopping stopping) {
    StringSerializer keys = new StringSerializer();
    ByteArraySerializer values = new ByteArraySerializer();
    return new Topology()
        .addSource(
            INTAKE, new StringDeserializer(), new ByteArrayDeserializer(), Topic.INTAKE.topicName())
        .addProcessor(
            SEQUENCER, () -> new SequencerProcessor(window, meter, keeper, clock, stopping), INTAKE)
        .addStateStore(store(HEADS).withCachingEnabled(), SEQUENCER)
        .addStateStore(store(ADMISSIONS), SEQUENCER)
        .addStateStore(store(PLACES).withCachingEnabled(), SEQUENCER)
        .addStateStore(store(WAITING_LEAVES).withCachingEnabled(), SEQUENCER)
        .addSink(EVENTS, Topic.EVENTS.topicName(), keys, values, SEQUENCER)
        .addSink(LEAVES, Topic.LEAVES.topicName(), keys, values, SEQUENCER)
        .addSink(CHECKPOINTS, Topic.CHECKPOINTS.topicName(), keys, values, SEQUENCER)
        .addSink(DEAD_LETTERS, Topic.DEAD_LETTERS.topicName(), keys, values, SEQUENCER)
        .addSink(OUTCOMES, Topic.OUTCOMES.topicName(), keys, values, SEQUENCER);
  }

  private static StoreBuilder<KeyValueStore<byte[], byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray());
  }
}

package dev.rearview.replay.topology;

import dev.rearview.proto.Topic;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.OrderedBytes;
import dev.rearview.replay.proof.TreeHoldings;
import dev.rearview.streams.Location;
import dev.rearview.streams.StoreUnavailableException;
import dev.rearview.streams.StreamsRuntime;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Trees and notes, in the stores of this instance or over gRPC in those of another. */
public final class StreamsTrees implements TreeHoldings {
  private static final int NOTES_PARTITION = 0;

  private final StreamsRuntime runtime;
  private final Peers peers;

  public StreamsTrees(StreamsRuntime runtime, Peers peers) {
    this.runtime = runtime;
    this.peers = peers;
  }

  @Override
  public OrderedBytes tree(String world) {
    try {
      int partition = runtime.partitionOf(TreeTopology.TREE_STORE, world, new StringSerializer());
      Location location = runtime.locate(TreeTopology.TREE_STORE, world, new StringSerializer());
      return held(TreeTopology.TREE_STORE, partition, location);
    } catch (IllegalStateException e) {
      throw RefusedException.notNow("store_unavailable", String.valueOf(e.getMessage()));
    }
  }

  @Override
  public OrderedBytes notes() {
    try {
      Location location =
          runtime
              .partitionLocations(TreeTopology.NOTES_STORE, Topic.CHECKPOINTS.topicName())
              .getOrDefault(NOTES_PARTITION, new Location.Unknown("REBALANCING"));
      return held(TreeTopology.NOTES_STORE, NOTES_PARTITION, location);
    } catch (IllegalStateException e) {
      throw RefusedException.notNow("store_unavailable", String.valueOf(e.getMessage()));
    }
  }

  private OrderedBytes held(String store, int partition, Location location) {
    return switch (location) {
      case Location.Here h -> own(store, partition);
      case Location.There there -> peers.bytes(there, store, partition);
      case Location.Unknown unknown ->
          throw RefusedException.notNow(
              "store_unavailable",
              "which instance holds the tree is not known while " + unknown.state());
    };
  }

  /** Whether a store is one of these. */
  public static boolean holds(String store) {
    return TreeTopology.holds(store);
  }

  /** A partition's store that this instance holds. */
  public OrderedBytes own(String store, int partition) {
    try {
      ReadOnlyKeyValueStore<Bytes, byte[]> found =
          runtime.store(store, QueryableStoreTypes.<Bytes, byte[]>keyValueStore(), partition);
      return new KeyValueBytes(found);
    } catch (StoreUnavailableException e) {
      throw RefusedException.notNow("store_unavailable", String.valueOf(e.getMessage()));
    }
  }
}

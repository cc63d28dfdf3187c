package dev.rearview.replay.topology;

import dev.rearview.proto.EventKeys;
import dev.rearview.proto.Topic;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.Holdings;
import dev.rearview.replay.log.Shard;
import dev.rearview.streams.Location;
import dev.rearview.streams.StoreUnavailableException;
import dev.rearview.streams.StreamsRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * All partitions of the log, whichever instance holds them: those of this instance are read in its
 * stores, the others over gRPC. Where one of them cannot be asked, so is refused what would be
 * incomplete without it.
 */
public final class StreamsHoldings implements Holdings {
  private final StreamsRuntime runtime;
  private final Peers peers;
  private final IntSupplier partitions;

  /**
   * @param partitions how many partitions the topic of events has
   */
  public StreamsHoldings(StreamsRuntime runtime, Peers peers, IntSupplier partitions) {
    this.runtime = runtime;
    this.peers = peers;
    this.partitions = partitions;
  }

  @Override
  public List<Shard> shards() {
    Map<Integer, Location> held =
        known(() -> runtime.partitionLocations(ReplayTopology.STORE, Topic.EVENTS.topicName()));
    List<Shard> shards = new ArrayList<>();
    for (int partition = 0; partition < partitions.getAsInt(); partition++) {
      shards.add(
          shard(partition, held.getOrDefault(partition, new Location.Unknown("REBALANCING"))));
    }
    return shards;
  }

  @Override
  public Shard shardOf(String world, String component) {
    int partition =
        known(() ->
            runtime.partitionOf(
                ReplayTopology.STORE,
                EventKeys.component(world, component),
                new StringSerializer()));
    return shard(partition, locate(world, component));
  }

  /** Which instance holds a component. */
  public Location locate(String world, String component) {
    return known(() ->
        runtime.locate(
            ReplayTopology.STORE, EventKeys.component(world, component), new StringSerializer()));
  }

  /** Before it runs and once it stops, an instance knows nothing of the others. */
  private static <T> T known(Supplier<T> question) {
    try {
      return question.get();
    } catch (IllegalStateException e) {
      throw RefusedException.notNow("store_unavailable", String.valueOf(e.getMessage()));
    }
  }

  private Shard shard(int partition, Location location) {
    return switch (location) {
      case Location.Here h -> own(partition);
      case Location.There there -> peers.shard(there, partition);
      case Location.Unknown unknown ->
          throw RefusedException.notNow(
              "store_unavailable",
              "which instance holds partition %d is not known while %s"
                  .formatted(partition, unknown.state()));
    };
  }

  /** A partition that this instance holds. */
  public Shard own(int partition) {
    try {
      return runtime.store(ReplayTopology.STORE, new EventStore.Type(), partition).shard();
    } catch (StoreUnavailableException e) {
      throw RefusedException.notNow("store_unavailable", String.valueOf(e.getMessage()));
    }
  }
}

package dev.rearview.replay.log;

import java.util.List;

/** The partitions that this instance holds. */
public interface Holdings {
  /** All of them, now; a question without a component goes to each. */
  List<Shard> shards();

  /** The one that holds a component. */
  Shard shardOf(String world, String component);
}

package dev.rearview.replay;

import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import dev.rearview.replay.change.Change;
import dev.rearview.replay.change.LocalChanges;
import dev.rearview.replay.log.Holdings;
import dev.rearview.replay.log.LocalDirectory;
import dev.rearview.replay.log.LocalEvents;
import dev.rearview.replay.log.Shard;
import dev.rearview.replay.log.WritableShard;
import dev.rearview.replay.rule.RuleReader;
import dev.rearview.replay.rule.Rules;
import dev.rearview.replay.state.SnapshotPolicy;
import dev.rearview.replay.store.PartitionWriter;
import dev.rearview.replay.store.PartitionWriter.Taken;
import dev.rearview.replay.topology.CodecBytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A log of several partitions in memory, fed as the topology feeds the stores. */
public final class MemoryLog implements Holdings {
  private final List<WritableShard> shards = new ArrayList<>();
  private final List<PartitionWriter> writers = new ArrayList<>();
  private long seq;
  private Map<String, Rules> rules = Map.of();
  public final List<Change> changes = new ArrayList<>();

  public MemoryLog(int partitions, int snapshotEvery) {
    this(partitions, SnapshotPolicy.every(snapshotEvery));
  }

  public MemoryLog(int partitions, SnapshotPolicy snapshots) {
    for (int i = 0; i < partitions; i++) {
      WritableShard shard =
          new WritableShard(new MemoryBytes(), new MemoryBytes(), new MemoryBytes());
      shards.add(shard);
      writers.add(new PartitionWriter(shard, new CodecBytes(), snapshots, () -> {}));
    }
  }

  /** Appends an event with the next number; what is absent is made up. */
  public Event append(String component, long timestampMs, Consumer<Event.Builder> with) {
    Event.Builder event =
        Event.builder()
            .id(new java.util.UUID(0x8000L, ++seq))
            .globalSeq(seq)
            .componentId(component)
            .timestampMs(timestampMs)
            .observedMs(1_000_000 + seq);
    with.accept(event);
    Event built = event.build();
    add(built);
    return built;
  }

  public void add(Event event) {
    int partition = partition(event.componentId());
    Taken taken = writers.get(partition).add(event, EventCodec.encode(event));
    if (taken.isNew()) {
      taken.change().ifPresent(changes::add);
    }
    writers.get(partition).settle();
  }

  public long snapshots() {
    return shards.stream().mapToLong(shard -> ((MemoryBytes) shard.state()).count('s')).sum();
  }

  /** The same log, with rules that are configured for its default world. */
  public MemoryLog withRules(String yaml) {
    rules = Map.of("default", new Rules(new RuleReader().read("test.yaml", yaml).rules(), yaml));
    return this;
  }

  public ReplayService service() {
    return new ReplayService(
        this,
        new LocalDirectory(this),
        new LocalEvents(this, new CodecBytes()),
        new LocalChanges(this),
        new CodecBytes(),
        () -> 0,
        Duration.ofMillis(50),
        rules);
  }

  private int partition(String component) {
    return Math.floorMod(component.hashCode(), shards.size());
  }

  @Override
  public List<Shard> shards() {
    return shards.stream().map(WritableShard::readable).toList();
  }

  @Override
  public Shard shardOf(String world, String component) {
    return shards.get(partition(component)).readable();
  }
}

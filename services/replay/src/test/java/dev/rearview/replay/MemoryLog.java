package dev.rearview.replay;

import dev.rearview.model.Event;
import dev.rearview.replay.change.Change;
import dev.rearview.replay.change.ChangeDetector;
import dev.rearview.replay.change.LocalChanges;
import dev.rearview.replay.log.EventIndex;
import dev.rearview.replay.log.Holdings;
import dev.rearview.replay.log.Keys;
import dev.rearview.replay.log.LocalDirectory;
import dev.rearview.replay.log.LocalEvents;
import dev.rearview.replay.log.Position;
import dev.rearview.replay.log.Shard;
import dev.rearview.replay.log.WritableShard;
import dev.rearview.replay.state.Delta;
import dev.rearview.replay.state.SnapshotPolicy;
import dev.rearview.replay.state.StateHistory;
import dev.rearview.replay.state.StateReader;
import dev.rearview.replay.topology.CodecBytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A log of several partitions in memory, fed as the topology feeds the stores. */
public final class MemoryLog implements Holdings {
  private final List<WritableShard> shards = new ArrayList<>();
  private final SnapshotPolicy snapshots;
  private long seq;
  public final List<Change> changes = new ArrayList<>();

  public MemoryLog(int partitions, int snapshotEvery) {
    for (int i = 0; i < partitions; i++) {
      shards.add(new WritableShard(new MemoryBytes(), new MemoryBytes(), new MemoryBytes()));
    }
    snapshots = SnapshotPolicy.every(snapshotEvery);
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
    WritableShard shard = shard(event.componentId());
    EventIndex index = new EventIndex(shard, new CodecBytes());
    if (index.contains(event)) {
      return;
    }
    new ChangeDetector(new StateReader(shard.state()))
        .detect(event)
        .ifPresent(change -> {
          changes.add(change);
          shard
              .index()
              .put(
                  Keys.change(event.world(), new Position(event.timestampMs(), event.globalSeq())),
                  change.encode());
        });
    Delta delta = Delta.of(event);
    if (delta != null) {
      new StateHistory(shard.state(), snapshots).add(event.world(), event.componentId(), delta);
    }
    index.add(event);
  }

  public long snapshots() {
    return shards.stream().mapToLong(shard -> ((MemoryBytes) shard.state()).count('s')).sum();
  }

  public ReplayService service() {
    return new ReplayService(
        this,
        new LocalDirectory(this),
        new LocalEvents(this, new CodecBytes()),
        new LocalChanges(this),
        new CodecBytes(),
        () -> 0,
        Duration.ofMillis(50));
  }

  private WritableShard shard(String component) {
    return shards.get(Math.floorMod(component.hashCode(), shards.size()));
  }

  @Override
  public List<Shard> shards() {
    return shards.stream().map(WritableShard::readable).toList();
  }

  @Override
  public Shard shardOf(String world, String component) {
    return shard(component).readable();
  }
}

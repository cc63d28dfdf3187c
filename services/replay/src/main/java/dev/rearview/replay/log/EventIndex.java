package dev.rearview.replay.log;

import dev.rearview.model.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes events into a partition's stores: the event itself, its indexes, the summaries. What is not
 * {@link #settle settled} yet is partly in memory only.
 */
public final class EventIndex {
  private final WritableShard shard;
  private final EventBytes bytes;
  private final Postings postings;
  private final Summaries summaries;
  private final Map<String, Last> last = new HashMap<>();

  public EventIndex(WritableShard shard, EventBytes bytes) {
    this.shard = shard;
    this.bytes = bytes;
    this.postings = new Postings(shard.index());
    this.summaries = new Summaries(shard.index());
  }

  /** The newest event of a world; its hash is that before the next one. */
  private record Last(long seq, @Nullable String hash) {
    static final Last NONE = new Last(0, null);
  }

  /**
   * Whether the event's number is above every one that the partition has of its world, as it is
   * unless a record comes again.
   */
  public boolean isNewer(Event event) {
    return event.globalSeq() > last.computeIfAbsent(event.world(), this::stored).seq();
  }

  /** Whether the log has this number already, of what is settled; the first to claim it stays. */
  public boolean contains(Event event) {
    return shard.events().get(Keys.body(event.world(), event.globalSeq())) != null;
  }

  private Last stored(String world) {
    try (Cursor<OrderedBytes.Entry> newest =
        shard.events().reverseRange(Keys.body(world, 0), Keys.body(world, Long.MAX_VALUE))) {
      if (!newest.hasNext()) {
        return Last.NONE;
      }
      OrderedBytes.Entry entry = newest.next();
      return new Last(Keys.numberOf(entry.key()), bytes.hash(entry.value()));
    }
  }

  /**
   * Takes an event in.
   *
   * @param record the value of its record on the topic
   */
  public void add(Event event, byte[] record) {
    String world = event.world();
    long seq = event.globalSeq();
    Last before = last.computeIfAbsent(world, this::stored);
    // it is the hash of the event before it, which may lie in another partition; where it is known
    // not to be, it is kept
    boolean contradicts =
        seq == before.seq() + 1 && seq > 1 && !Objects.equals(before.hash(), event.prevHash());
    shard.events().put(Keys.body(world, seq), bytes.body(record, contradicts));
    if (seq > before.seq()) {
      last.put(world, new Last(seq, event.hash()));
    }
    Position at = new Position(event.timestampMs(), seq);
    if (event.stateDelta() == null) {
      shard.state().put(Keys.stateless(world, event.componentId(), at), new byte[0]);
    }
    if (event.dependencyIds() != null) {
      shard
          .index()
          .put(
              Keys.declaration(world, event.componentId(), at),
              encode(event.id(), event.dependencyIds()));
    }
    postings.add(event);
    summaries.add(event);
  }

  /** Hands on what is in memory only; the statistics last, so that what they count can be read. */
  public void settle() {
    postings.settle();
    summaries.settle();
  }

  private static byte[] encode(UUID id, List<String> dependencies) {
    return Records.write(out -> {
      out.writeLong(id.getMostSignificantBits());
      out.writeLong(id.getLeastSignificantBits());
      out.writeInt(dependencies.size());
      for (String dependency : dependencies) {
        out.writeUTF(Objects.requireNonNull(dependency));
      }
    });
  }

  static Declaration decodeDeclaration(String component, OrderedBytes.Entry entry) {
    Position at = Keys.positionOf(entry.key());
    return Records.read(
        entry.value(),
        in -> {
          UUID id = new UUID(in.readLong(), in.readLong());
          String[] dependencies = new String[in.readInt()];
          for (int i = 0; i < dependencies.length; i++) {
            dependencies[i] = in.readUTF();
          }
          return new Declaration(
              component, new EventRef(id, at.globalSeq(), at.timestampMs()), List.of(dependencies));
        });
  }
}

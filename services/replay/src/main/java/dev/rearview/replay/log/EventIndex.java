package dev.rearview.replay.log;

import dev.rearview.model.Event;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Takes events into a partition's stores: the event itself, its indexes, the summaries. */
public final class EventIndex {
  private final WritableShard shard;
  private final EventBytes bytes;

  public EventIndex(WritableShard shard, EventBytes bytes) {
    this.shard = shard;
    this.bytes = bytes;
  }

  /** Whether the log has this sequence number already; the first event to claim it stays. */
  public boolean contains(Event event) {
    return shard.index().get(Keys.bySeq(event.world(), event.globalSeq())) != null;
  }

  /** Takes an event in; the world's statistics last, so that what they count can be read. */
  public void add(Event event) {
    String world = event.world();
    Position at = new Position(event.timestampMs(), event.globalSeq());
    byte[] pointer = new Pointer(event.componentId(), at).encode();
    shard.events().put(Keys.event(world, event.componentId(), at), bytes.encode(event));
    shard.index().put(Keys.byId(world, event.id()), pointer);
    shard.index().put(Keys.byTime(world, at), pointer);
    shard
        .index()
        .put(Keys.byObserved(world, new Position(event.observedMs(), event.globalSeq())), pointer);
    for (Correlation correlation : Correlation.values()) {
      String key = correlation.keyOf(event);
      if (key != null) {
        shard.index().put(Keys.byCorrelation(world, correlation, key, at), pointer);
      }
    }
    if (event.reqId() != null) {
      shard.index().put(Keys.byRequest(world, event.reqId(), event.globalSeq()), pointer);
    }
    if (event.sourceId() != null) {
      shard.index().put(Keys.bySource(world, event.sourceId(), event.globalSeq()), pointer);
    }
    if (event.spanId() != null) {
      shard.index().put(Keys.bySpan(world, event.spanId(), at), pointer);
    }
    if (event.dependencyIds() != null) {
      shard
          .index()
          .put(
              Keys.declaration(world, event.componentId(), at),
              encode(event.id(), event.dependencyIds()));
    }
    summarize(event);
    shard.index().put(Keys.bySeq(world, event.globalSeq()), pointer);
  }

  private void summarize(Event event) {
    String world = event.world();
    byte[] componentKey = Keys.component(world, event.componentId());
    byte[] known = shard.index().get(componentKey);
    ComponentSummary component =
        known == null ? ComponentSummary.none(event.componentId()) : ComponentSummary.decode(known);
    shard.index().put(componentKey, component.plus(event).encode());
    if (event.sessionId() != null) {
      byte[] sessionKey = Keys.session(world, event.sessionId());
      byte[] session = shard.index().get(sessionKey);
      SessionSummary before =
          session == null ? SessionSummary.none(event.sessionId()) : SessionSummary.decode(session);
      shard.index().put(sessionKey, before.plus(event).encode());
    }
    byte[] stats = shard.index().get(Keys.world(world));
    WorldStats before = stats == null ? WorldStats.NONE : WorldStats.decode(stats);
    shard.index().put(Keys.world(world), before.plus(event, known == null).encode());
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

package dev.rearview.replay.log;

import dev.rearview.model.Event;
import dev.rearview.replay.log.EventSelection.By;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the partitions that this instance holds, merged in order. */
public final class LocalEvents implements EventSource {
  private final Holdings holdings;
  private final EventBytes bytes;

  public LocalEvents(Holdings holdings, EventBytes bytes) {
    this.holdings = holdings;
    this.bytes = bytes;
  }

  @Override
  public Cursor<Event> read(EventSelection selection) {
    List<Shard> shards =
        selection.by() instanceof By.Component c
            ? List.of(holdings.shardOf(selection.world(), c.componentId()))
            : holdings.shards();
    List<Supplier<Cursor<Event>>> parts =
        shards.stream()
            .<Supplier<Cursor<Event>>>map(shard -> () -> read(shard, selection))
            .toList();
    return MergedCursor.of(parts, selection.order());
  }

  private Cursor<Event> read(Shard shard, EventSelection s) {
    Range range = range(s);
    if (s.by() instanceof By.Component) {
      return shard.events().range(range.from(), range.to()).map(entry -> decode(entry.value(), s));
    }
    return shard
        .index()
        .range(range.from(), range.to())
        .map(entry -> load(shard, s, Pointer.decode(entry.value())));
  }

  private @Nullable Event load(Shard shard, EventSelection s, Pointer pointer) {
    byte[] found = shard.events().get(Keys.event(s.world(), pointer.component(), pointer.at()));
    return found == null ? null : decode(found, s);
  }

  private @Nullable Event decode(byte[] value, EventSelection s) {
    Event event = bytes.decode(value);
    return s.accepts(event) ? event : null;
  }

  private record Range(byte[] from, byte[] to) {}

  private static Range range(EventSelection s) {
    String world = s.world();
    Position from = Position.startOf(s.fromMs());
    Position to = Position.endOf(s.toMs());
    long last = Long.MAX_VALUE;
    return switch (s.by()) {
      case By.Sequence b -> new Range(Keys.bySeq(world, s.fromSeq()), Keys.bySeq(world, last));
      case By.Time b -> new Range(Keys.byTime(world, from), Keys.byTime(world, to));
      case By.Observed b -> new Range(Keys.byObserved(world, from), Keys.byObserved(world, to));
      case By.Component b ->
          new Range(
              Keys.event(world, b.componentId(), from), Keys.event(world, b.componentId(), to));
      case By.Correlated b ->
          new Range(
              Keys.byCorrelation(world, b.correlation(), b.key(), from),
              Keys.byCorrelation(world, b.correlation(), b.key(), to));
      case By.Source b ->
          new Range(
              Keys.bySource(world, b.sourceId(), s.fromSeq()),
              Keys.bySource(world, b.sourceId(), last));
      case By.Request b ->
          new Range(
              Keys.byRequest(world, b.reqId(), s.fromSeq()),
              Keys.byRequest(world, b.reqId(), last));
      case By.Id b -> new Range(Keys.byId(world, b.id()), Keys.byId(world, b.id()));
      case By.Span b ->
          new Range(Keys.bySpan(world, b.spanId(), from), Keys.bySpan(world, b.spanId(), to));
    };
  }
}

package dev.rearview.replay.log;

import dev.rearview.model.Event;
import dev.rearview.replay.log.EventSelection.By;
import dev.rearview.replay.log.Keys.Name;
import java.util.Comparator;
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
    Bodies bodies = new Bodies(shard.events(), bytes, s.world());
    return s.by() instanceof By.Sequence
        ? bodies.from(s.fromSeq()).filter(s::accepts)
        : new LoadedEvents(references(shard, s), bodies, s);
  }

  private static Cursor<Position> references(Shard shard, EventSelection s) {
    OrderedBytes index = shard.index();
    String world = s.world();
    return switch (s.by()) {
      case By.Sequence b -> throw new IllegalArgumentException("the bodies are in that order");
      case By.Time b -> References.within(index, s, false);
      case By.Observed b -> References.within(index, s, true);
      case By.Component b -> ofComponent(shard.state(), b.componentId(), s);
      case By.Correlated b -> References.byTime(index, world, Name.of(b.correlation()), b.key(), s);
      case By.Span b -> References.byTime(index, world, Name.SPAN, b.spanId(), s);
      case By.Id b -> References.byId(index, s, b.id());
      case By.Source b ->
          References.bySequence(index, world, Name.SOURCE, b.sourceId(), s.fromSeq());
      case By.Request b -> References.bySequence(index, world, Name.REQ_ID, b.reqId(), s.fromSeq());
    };
  }

  /** The component's events with a delta and those without, by time. */
  private static Cursor<Position> ofComponent(
      OrderedBytes state, String component, EventSelection s) {
    Position from = Position.startOf(s.fromMs());
    Position to = Position.endOf(s.toMs());
    List<Supplier<Cursor<Position>>> both =
        List.of(
            () ->
                positions(
                    state.range(
                        Keys.delta(s.world(), component, from),
                        Keys.delta(s.world(), component, to))),
            () ->
                positions(
                    state.range(
                        Keys.stateless(s.world(), component, from),
                        Keys.stateless(s.world(), component, to))));
    return MergedCursor.of(both, Comparator.<Position>naturalOrder())
        .filter(at -> at.globalSeq() >= s.fromSeq());
  }

  private static Cursor<Position> positions(Cursor<OrderedBytes.Entry> entries) {
    return entries.map(entry -> Keys.positionOf(entry.key()));
  }

  /** Where the component's newest event without a delta stands; null where it has none. */
  public static @Nullable Position newestStateless(
      OrderedBytes state, String world, String component, Position from, Position upTo) {
    try (Cursor<OrderedBytes.Entry> newest =
        state.reverseRange(
            Keys.stateless(world, component, from), Keys.stateless(world, component, upTo))) {
      return newest.hasNext() ? Keys.positionOf(newest.next().key()) : null;
    }
  }
}

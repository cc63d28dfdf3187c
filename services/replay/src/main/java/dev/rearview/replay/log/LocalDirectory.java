package dev.rearview.replay.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the partitions that this instance holds are about. */
public final class LocalDirectory implements Directory {
  private final Holdings holdings;

  public LocalDirectory(Holdings holdings) {
    this.holdings = holdings;
  }

  @Override
  public Cursor<ComponentSummary> components(String world, String after) {
    byte[] prefix = Keys.components(world);
    byte[] from = after.isEmpty() ? prefix : Keys.component(world, after);
    return merged(
            shard ->
                shard
                    .index()
                    .range(from, Keys.afterPrefix(prefix))
                    .map(entry -> ComponentSummary.decode(entry.value())),
            Comparator.comparing(ComponentSummary::componentId, Keys.TEXT_ORDER))
        .filter(component -> !component.componentId().equals(after));
  }

  @Override
  public Optional<ComponentSummary> component(String world, String componentId) {
    byte[] found =
        holdings.shardOf(world, componentId).index().get(Keys.component(world, componentId));
    return Optional.ofNullable(found).map(ComponentSummary::decode);
  }

  @Override
  public Cursor<SessionSummary> sessions(String world) {
    Cursor<SessionSummary> parts =
        merged(
            shard -> SessionSummary.all(shard.index(), world),
            Comparator.comparing(SessionSummary::sessionId, Keys.TEXT_ORDER));
    return new Joined<>(
        parts,
        Comparator.comparing(SessionSummary::sessionId, Keys.TEXT_ORDER),
        SessionSummary::plus);
  }

  @Override
  public Optional<SessionSummary> session(String world, String sessionId) {
    return holdings.shards().stream()
        .flatMap(shard -> Stream.ofNullable(SessionSummary.read(shard.index(), world, sessionId)))
        .reduce(SessionSummary::plus);
  }

  @Override
  public WorldStats stats(String world) {
    return holdings.shards().stream()
        .flatMap(shard -> Stream.ofNullable(shard.index().get(Keys.world(world))))
        .map(WorldStats::decode)
        .reduce(WorldStats.NONE, WorldStats::plus);
  }

  @Override
  public long completeTo(String world) {
    return holdings.shards().stream()
        .map(shard -> shard.index().get(Keys.world(world)))
        .mapToLong(stats -> stats == null ? 0 : WorldStats.decode(stats).lastSeq())
        .min()
        .orElse(0);
  }

  @Override
  public long diskBytes(String world) {
    return holdings.shards().stream()
        .mapToLong(shard -> diskBytes(shard.index(), Keys.world(world)))
        .sum();
  }

  private static long diskBytes(OrderedBytes index, byte[] world) {
    byte[] disk = index.get(Keys.disk());
    if (disk == null) {
      return 0;
    }
    long own = 0;
    long all = 0;
    try (Cursor<OrderedBytes.Entry> worlds =
        index.range(Keys.worlds(), Keys.afterPrefix(Keys.worlds()))) {
      while (worlds.hasNext()) {
        OrderedBytes.Entry entry = worlds.next();
        long bytes = WorldStats.decode(entry.value()).jsonBytes();
        all += bytes;
        own += Arrays.equals(entry.key(), world) ? bytes : 0;
      }
    }
    return all == 0 ? 0 : (long) (ByteBuffer.wrap(disk).getLong() * ((double) own / all));
  }

  @Override
  public long countObserved(String world, long fromMs, long toMs, long bound) {
    EventSelection within =
        EventSelection.all(world, new EventSelection.By.Observed()).between(fromMs, toMs);
    long count = 0;
    for (Shard shard : holdings.shards()) {
      try (Cursor<Position> found = References.within(shard.index(), within, true)) {
        for (; found.hasNext() && count < bound; found.next()) {
          count++;
        }
      }
    }
    return count;
  }

  @Override
  public Optional<Declaration> declared(String world, String componentId, long atMs) {
    OrderedBytes index = holdings.shardOf(world, componentId).index();
    try (Cursor<OrderedBytes.Entry> newest =
        index.reverseRange(
            Keys.declaration(world, componentId, Position.START),
            Keys.declaration(world, componentId, Position.endOf(atMs)))) {
      return newest.hasNext()
          ? Optional.of(EventIndex.decodeDeclaration(componentId, newest.next()))
          : Optional.empty();
    }
  }

  private interface Opener<T> {
    Cursor<T> open(Shard shard);
  }

  private <T> Cursor<T> merged(Opener<T> opener, Comparator<T> order) {
    List<Supplier<Cursor<T>>> parts =
        holdings.shards().stream()
            .<Supplier<Cursor<T>>>map(shard -> () -> opener.open(shard))
            .toList();
    return MergedCursor.of(parts, order);
  }

  /** Joins neighbours that are equal in the order. */
  static final class Joined<T> implements Cursor<T> {
    private final Cursor<T> parts;
    private final Comparator<T> order;
    private final BinaryOperator<T> join;
    private @Nullable T ahead;

    Joined(Cursor<T> parts, Comparator<T> order, BinaryOperator<T> join) {
      this.parts = parts;
      this.order = order;
      this.join = join;
    }

    @Override
    public boolean hasNext() {
      return ahead != null || parts.hasNext();
    }

    @Override
    public T next() {
      T result = ahead == null ? parts.next() : ahead;
      ahead = null;
      if (result == null) {
        throw new NoSuchElementException();
      }
      while (parts.hasNext()) {
        T part = parts.next();
        if (order.compare(result, part) != 0) {
          ahead = part;
          break;
        }
        result = join.apply(result, part);
      }
      return result;
    }

    @Override
    public void close() {
      parts.close();
    }
  }
}

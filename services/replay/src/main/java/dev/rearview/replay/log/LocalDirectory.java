package dev.rearview.replay.log;

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
    byte[] prefix = Keys.sessions(world);
    Cursor<SessionSummary> parts =
        merged(
            shard ->
                shard
                    .index()
                    .range(prefix, Keys.afterPrefix(prefix))
                    .map(entry -> SessionSummary.decode(entry.value())),
            Comparator.comparing(SessionSummary::sessionId, Keys.TEXT_ORDER));
    return new Joined<>(
        parts,
        Comparator.comparing(SessionSummary::sessionId, Keys.TEXT_ORDER),
        SessionSummary::plus);
  }

  @Override
  public Optional<SessionSummary> session(String world, String sessionId) {
    return holdings.shards().stream()
        .flatMap(shard -> Stream.ofNullable(shard.index().get(Keys.session(world, sessionId))))
        .map(SessionSummary::decode)
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
  public long countObserved(String world, long fromMs, long toMs, long bound) {
    long count = 0;
    for (Shard shard : holdings.shards()) {
      try (Cursor<OrderedBytes.Entry> entries =
          shard
              .index()
              .range(
                  Keys.byObserved(world, Position.startOf(fromMs)),
                  Keys.byObserved(world, Position.endOf(toMs)))) {
        for (; entries.hasNext() && count < bound; entries.next()) {
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

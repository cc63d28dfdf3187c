package dev.rearview.replay.change;

import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.Holdings;
import dev.rearview.replay.log.Keys;
import dev.rearview.replay.log.MergedCursor;
import dev.rearview.replay.log.OrderedBytes.Entry;
import dev.rearview.replay.log.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Reads the changes of the partitions that this instance holds. */
public final class LocalChanges implements ChangeSource {
  private final Holdings holdings;

  public LocalChanges(Holdings holdings) {
    this.holdings = holdings;
  }

  @Override
  public List<Change> read(String world, Position after, long toMs, int most) {
    byte[] from = Keys.change(world, after);
    byte[] to = Keys.change(world, Position.endOf(toMs));
    List<Supplier<Cursor<Entry>>> parts =
        holdings.shards().stream()
            .<Supplier<Cursor<Entry>>>map(shard -> () -> shard.index().range(from, to))
            .toList();
    List<Change> found = new ArrayList<>();
    try (Cursor<Entry> entries =
        MergedCursor.of(
            parts, Comparator.comparing((Entry entry) -> Keys.positionOf(entry.key())))) {
      while (entries.hasNext() && found.size() < most) {
        Entry entry = entries.next();
        if (Keys.positionOf(entry.key()).compareTo(after) > 0) {
          found.add(Change.decode(entry.value()));
        }
      }
    }
    return found;
  }
}

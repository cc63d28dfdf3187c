package dev.rearview.replay.log;

import dev.rearview.replay.log.OrderedBytes.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the indexes lead to: positions of events, read from postings. */
final class References {
  private References() {}

  /**
   * The events with a name, by sequence number, and maybe some of another name; those of a block at
   * a time.
   */
  static Cursor<Position> bySequence(
      OrderedBytes index, String world, Keys.Name kind, String name, long fromSeq) {
    Cursor<Entry> blocks =
        index.range(
            Keys.named(world, kind, name, Posting.blockOf(fromSeq)),
            Keys.named(world, kind, name, Long.MAX_VALUE));
    return new Grouped(blocks, false, fromSeq, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** As {@link #bySequence}, by time: all of them at once, 16 bytes each. */
  static Cursor<Position> byTime(
      OrderedBytes index, String world, Keys.Name kind, String name, EventSelection within) {
    List<Position> found = new ArrayList<>();
    try (Cursor<Position> all = bySequence(index, world, kind, name, within.fromSeq())) {
      while (all.hasNext()) {
        Position at = all.next();
        if (at.timestampMs() >= within.fromMs() && at.timestampMs() <= within.toMs()) {
          found.add(at);
        }
      }
    }
    found.sort(null);
    return Cursor.of(found);
  }

  /** The event with an id, and maybe some with another. */
  static Cursor<Position> byId(OrderedBytes index, EventSelection selection, UUID id) {
    List<Position> found = new ArrayList<>();
    try (Cursor<Position> named =
        byTime(index, selection.world(), Keys.Name.ID, id.toString(), selection)) {
      named.forEachRemaining(found::add);
    }
    if (found.isEmpty() && id.version() == 7) {
      long atMs = millisOf(id);
      try (Cursor<Position> observed = within(index, selection.between(atMs, atMs), true)) {
        observed.forEachRemaining(found::add);
      }
    }
    return Cursor.of(found);
  }

  /**
   * Whether an id says itself when its event was observed, as one does that was made then: it is
   * found by that time, and is in no index of its own.
   */
  static boolean isObservedAt(UUID id, long observedMs) {
    return id.version() == 7 && millisOf(id) == observedMs;
  }

  /** RFC 9562, section 5.7. */
  private static long millisOf(UUID id) {
    return id.getMostSignificantBits() >>> 16;
  }

  /**
   * The events of a world within a time, by time; those of a second at a time.
   *
   * @param observed whether the time is that of observation
   */
  static Cursor<Position> within(OrderedBytes index, EventSelection within, boolean observed) {
    String world = within.world();
    Cursor<Entry> seconds =
        observed
            ? index.range(
                Keys.byObserved(world, within.fromMs(), 0),
                Keys.byObserved(world, within.toMs(), Long.MAX_VALUE))
            : index.range(
                Keys.byTime(world, within.fromMs(), 0),
                Keys.byTime(world, within.toMs(), Long.MAX_VALUE));
    return new Grouped(seconds, true, within.fromSeq(), within.fromMs(), within.toMs());
  }

  /** Entries that belong to one group, sorted, before the next group is read. */
  private static final class Grouped implements Cursor<Position> {
    private final Cursor<Entry> entries;
    private final boolean byBucket;
    private final long fromSeq;
    private final long fromMs;
    private final long toMs;
    private List<Position> group = List.of();
    private int next;
    private @Nullable Entry ahead;

    Grouped(Cursor<Entry> entries, boolean byBucket, long fromSeq, long fromMs, long toMs) {
      this.entries = entries;
      this.byBucket = byBucket;
      this.fromSeq = fromSeq;
      this.fromMs = fromMs;
      this.toMs = toMs;
    }

    @Override
    public boolean hasNext() {
      while (next == group.size() && (ahead != null || entries.hasNext())) {
        readGroup();
      }
      return next < group.size();
    }

    private void readGroup() {
      Entry first = ahead == null ? entries.next() : ahead;
      ahead = null;
      List<Position> read = new ArrayList<>();
      take(first, read);
      long bucket = byBucket ? Keys.bucketOf(first.key()) : 0;
      while (byBucket && ahead == null && entries.hasNext()) {
        Entry entry = entries.next();
        if (Keys.bucketOf(entry.key()) == bucket) {
          take(entry, read);
        } else {
          ahead = entry;
        }
      }
      if (byBucket) {
        read.sort(null);
      } else {
        read.sort((a, b) -> Long.compare(a.globalSeq(), b.globalSeq()));
      }
      group = read;
      next = 0;
    }

    private void take(Entry entry, List<Position> read) {
      Posting.read(
          Keys.numberOf(entry.key()),
          entry.value(),
          (seq, timeMs) -> {
            if (seq >= fromSeq && timeMs >= fromMs && timeMs <= toMs) {
              read.add(new Position(timeMs, seq));
            }
          });
    }

    @Override
    public Position next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return group.get(next++);
    }

    @Override
    public void close() {
      entries.close();
    }
  }
}

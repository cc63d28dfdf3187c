package dev.rearview.replay.log;

import dev.rearview.model.Event;
import dev.rearview.replay.log.Keys.Name;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the indexes of events: one entry for all events of a block that have the same key, so that
 * a block costs few entries however many its events are. The entries of each world's newest block
 * are held, and written again as they grow.
 */
final class Postings {
  private static final int MAX_OPEN = 50_000;

  private final WritableBytes index;
  private final Map<Key, Open> open = new HashMap<>();
  private final Map<String, Blocks> blocks = new HashMap<>();
  private final List<Open> dirty = new ArrayList<>();

  Postings(WritableBytes index) {
    this.index = index;
  }

  private record Key(byte[] bytes) {
    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }
  }

  private record Open(Key key, Blocks of, long block, Posting posting) {}

  /** How far a world is: what lies above the first block seen here is not in the store yet. */
  private static final class Blocks {
    private final long first;
    private long newest;

    Blocks(long first) {
      this.first = first;
      this.newest = first;
    }

    boolean isNew(long block) {
      return block == newest && block > first;
    }
  }

  /** Takes an event into every index. */
  void add(Event event) {
    String world = event.world();
    long seq = event.globalSeq();
    long block = Posting.blockOf(seq);
    Blocks of = blocks.computeIfAbsent(world, w -> new Blocks(block));
    of.newest = Math.max(of.newest, block);
    long atMs = event.timestampMs();
    long observedMs = event.observedMs();
    post(of, block, Keys.byTime(world, atMs, block), seq, atMs);
    post(of, block, Keys.byObserved(world, observedMs, block), seq, observedMs);
    if (!References.isObservedAt(event.id(), observedMs)) {
      named(of, event, Name.ID, event.id().toString());
    }
    for (Correlation correlation : Correlation.LOOKUP_ORDER) {
      named(of, event, Name.of(correlation), correlation.keyOf(event));
    }
    named(of, event, Name.SPAN, event.spanId());
    named(of, event, Name.REQ_ID, event.reqId());
    named(of, event, Name.SOURCE, event.sourceId());
  }

  private void named(Blocks of, Event event, Name kind, @Nullable String name) {
    if (name != null) {
      long seq = event.globalSeq();
      long block = Posting.blockOf(seq);
      post(of, block, Keys.named(event.world(), kind, name, block), seq, event.timestampMs());
    }
  }

  private void post(Blocks of, long block, byte[] bytes, long seq, long timeMs) {
    Key key = new Key(bytes);
    Open entry = open.get(key);
    if (entry == null) {
      byte[] written = of.isNew(block) ? null : index.get(bytes);
      entry = new Open(key, of, block, written == null ? new Posting() : new Posting(written));
      open.put(key, entry);
    }
    if (!entry.posting().dirty()) {
      dirty.add(entry);
    }
    entry.posting().add(seq, timeMs);
  }

  /** Writes what came since the last time, and lets go of blocks that are full. */
  void settle() {
    for (Open entry : dirty) {
      index.put(entry.key().bytes(), entry.posting().encode());
    }
    dirty.clear();
    if (open.size() > MAX_OPEN) {
      open.clear();
      blocks.clear();
    } else {
      open.values().removeIf(entry -> entry.block() < entry.of().newest);
    }
  }
}

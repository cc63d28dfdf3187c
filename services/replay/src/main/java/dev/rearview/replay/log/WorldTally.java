package dev.rearview.replay.log;

import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A world's numbers while events come in. */
final class WorldTally {
  /** The size as JSON is taken of each of the first so many events, then of one in so many. */
  private static final int SAMPLED = 64;

  private long events;
  private long firstSeq;
  private long lastSeq;
  private @Nullable String headHash;
  private long firstMs = Long.MAX_VALUE;
  private long lastMs = Long.MIN_VALUE;
  private long lastObservedMs = Long.MIN_VALUE;
  private long errors;
  private long components;
  private long jsonBytes;
  private final long[] byKind = new long[Kind.values().length];
  private final long[] byLevel = new long[Level.values().length];
  private boolean dirty;

  WorldTally(WorldStats stats) {
    events = stats.events();
    firstSeq = stats.firstSeq();
    lastSeq = stats.lastSeq();
    headHash = stats.headHash();
    firstMs = stats.firstMs();
    lastMs = stats.lastMs();
    lastObservedMs = stats.lastObservedMs();
    errors = stats.errors();
    components = stats.components();
    jsonBytes = stats.jsonBytes();
    for (Kind kind : Kind.values()) {
      byKind[kind.ordinal()] = stats.byKind().getOrDefault(kind.wireName(), 0L);
    }
    for (Level level : Level.values()) {
      byLevel[level.ordinal()] = stats.byLevel().getOrDefault(level.name(), 0L);
    }
  }

  void add(Event event, boolean newComponent) {
    dirty = true;
    firstSeq = firstSeq == 0 ? event.globalSeq() : Math.min(firstSeq, event.globalSeq());
    if (event.globalSeq() > lastSeq) {
      lastSeq = event.globalSeq();
      headHash = event.hash();
    }
    firstMs = Math.min(firstMs, event.timestampMs());
    lastMs = Math.max(lastMs, event.timestampMs());
    lastObservedMs = Math.max(lastObservedMs, event.observedMs());
    errors += event.errorOccurred() ? 1 : 0;
    components += newComponent ? 1 : 0;
    byKind[event.kind().ordinal()]++;
    if (event.logLevel() != null) {
      byLevel[event.logLevel().ordinal()]++;
    }
    if (events < SAMPLED) {
      jsonBytes += jsonBytes(event);
    } else if (events % SAMPLED == 0) {
      jsonBytes += SAMPLED * jsonBytes(event);
    }
    events++;
  }

  private static long jsonBytes(Event event) {
    return EventJson.write(event).getBytes(StandardCharsets.UTF_8).length + 1L;
  }

  boolean dirty() {
    return dirty;
  }

  WorldStats settled() {
    dirty = false;
    SortedMap<String, Long> kinds = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      if (byKind[kind.ordinal()] > 0) {
        kinds.put(kind.wireName(), byKind[kind.ordinal()]);
      }
    }
    SortedMap<String, Long> levels = new TreeMap<>();
    for (Level level : Level.values()) {
      if (byLevel[level.ordinal()] > 0) {
        levels.put(level.name(), byLevel[level.ordinal()]);
      }
    }
    return new WorldStats(
        events,
        firstSeq,
        lastSeq,
        headHash == null ? "" : headHash,
        firstMs,
        lastMs,
        lastObservedMs,
        errors,
        components,
        jsonBytes,
        kinds,
        levels);
  }
}

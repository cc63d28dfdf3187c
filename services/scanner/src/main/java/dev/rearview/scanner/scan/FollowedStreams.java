package dev.rearview.scanner.scan;

import dev.rearview.engine.order.RecordSource;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.scan.LogFiles;
import dev.rearview.engine.scan.LogStream;
import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.engine.scan.StreamSelector;
import dev.rearview.engine.scan.StreamTail;
import dev.rearview.timeql.plan.TimeRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records as they are written, over rotations and in streams that come up meanwhile. What one look
 * finds is given in the order of time; {@code next} waits until there is something.
 */
final class FollowedStreams implements RecordSource {
  private static final long LOOK_MILLIS = 100;
  private static final int LOOKS_PER_DISCOVERY = 10;
  private static final int MAX_PER_LOOK = 1_000;

  private final LogFiles files;
  private final StreamSelector selector;
  private final boolean fromEnd;
  private final ReadSettings settings;
  private final ScanCounters counters;
  private final Map<String, StreamTail> tails = new HashMap<>();
  private final Deque<LogRecord> ready = new ArrayDeque<>();
  private int looks;

  FollowedStreams(
      LogFiles files,
      StreamSelector selector,
      TimeRange range,
      ReadSettings settings,
      ScanCounters counters) {
    this.files = files;
    this.selector = selector;
    this.fromEnd =
        range.hasFrom()
            && range.fromNanos() / 1_000_000 >= settings.clock().millis() - LOOK_MILLIS * 10;
    this.settings = settings;
    this.counters = counters;
  }

  @Override
  public @Nullable LogRecord next() {
    while (ready.isEmpty() && !settings.stopped().getAsBoolean()) {
      look();
      if (ready.isEmpty() && !pause()) {
        return null;
      }
    }
    return ready.poll();
  }

  private void look() {
    if (looks++ % LOOKS_PER_DISCOVERY == 0) {
      discover(looks == 1);
    }
    List<LogRecord> found = new ArrayList<>();
    for (StreamTail tail : tails.values()) {
      found.addAll(tail.poll(MAX_PER_LOOK));
      tail.gaps().forEach(counters::boundHit);
    }
    found.sort(Comparator.comparingLong(LogRecord::tsNanos));
    ready.addAll(found);
  }

  /** A stream that was there at the start is read from its end, a new one from its beginning. */
  private void discover(boolean first) {
    Set<String> there = new HashSet<>();
    for (LogStream stream : files.discover().streams()) {
      LogStream chosen = selector.select(stream);
      if (chosen == null) {
        continue;
      }
      there.add(stream.id());
      tails.computeIfAbsent(
          stream.id(),
          id ->
              first && fromEnd
                  ? StreamTail.fromEnd(files, stream, settings, counters)
                  : StreamTail.from(files, stream, null, settings, counters));
    }
    tails
        .entrySet()
        .removeIf(entry -> {
          boolean gone = !there.contains(entry.getKey());
          if (gone) {
            entry.getValue().close();
          }
          return gone;
        });
  }

  private static boolean pause() {
    try {
      Thread.sleep(LOOK_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    tails.values().forEach(StreamTail::close);
    tails.clear();
  }
}

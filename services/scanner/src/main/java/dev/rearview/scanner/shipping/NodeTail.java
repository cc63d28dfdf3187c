package dev.rearview.scanner.shipping;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.scan.Discovery;
import dev.rearview.engine.scan.LogFiles;
import dev.rearview.engine.scan.LogStream;
import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.engine.scan.ScanPosition;
import dev.rearview.engine.scan.StreamTail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The log files of a node, followed by the engine. New streams are looked for now and then. */
final class NodeTail implements Tail, AutoCloseable {
  private final LogFiles files;
  private final ReadSettings settings;
  private final Duration lookEvery;
  private final LongSupplier nanoTime;
  private final ScanCounters counters = new ScanCounters();
  private final Map<String, LogStream> streams = new LinkedHashMap<>();
  private final Map<String, StreamTail> open = new HashMap<>();
  private boolean looked;
  private long lookedNanos;

  /**
   * @param lookEvery how often new streams are looked for
   */
  NodeTail(LogFiles files, ReadSettings settings, Duration lookEvery, LongSupplier nanoTime) {
    this.files = files;
    this.settings = settings;
    this.lookEvery = lookEvery;
    this.nanoTime = nanoTime;
  }

  @Override
  public List<String> streams() {
    if (!looked || nanoTime.getAsLong() - lookedNanos >= lookEvery.toNanos()) {
      look();
      looked = true;
      lookedNanos = nanoTime.getAsLong();
    }
    return List.copyOf(streams.keySet());
  }

  private void look() {
    Discovery found = files.discover();
    Set<String> there = new HashSet<>();
    for (LogStream stream : found.streams()) {
      there.add(stream.id());
      streams.putIfAbsent(stream.id(), stream);
    }
    List<String> gone = new ArrayList<>(streams.keySet());
    gone.removeAll(there);
    for (String stream : gone) {
      streams.remove(stream);
      StreamTail tail = open.remove(stream);
      if (tail != null) {
        tail.close();
      }
    }
  }

  @Override
  public Chunk read(String stream, @Nullable ScanPosition from, int maxRecords) {
    LogStream known = streams.get(stream);
    if (known == null) {
      return new Chunk(List.of(), null, List.of());
    }
    StreamTail tail =
        open.computeIfAbsent(stream, id -> StreamTail.from(files, known, from, settings, counters));
    List<LogRecord> records = List.copyOf(tail.poll(maxRecords));
    return new Chunk(records, tail.position(), tail.gaps());
  }

  @Override
  public void close() {
    open.values().forEach(StreamTail::close);
    open.clear();
  }
}

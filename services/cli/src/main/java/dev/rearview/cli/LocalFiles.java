package dev.rearview.cli;

import dev.rearview.engine.format.Formats;
import dev.rearview.engine.order.OrderedMerge;
import dev.rearview.engine.order.RecordSource;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.scan.Discovery;
import dev.rearview.engine.scan.LogFiles;
import dev.rearview.engine.scan.LogStream;
import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.engine.scan.ScanLimits;
import dev.rearview.engine.scan.ScanRange;
import dev.rearview.engine.scan.ScanRoot;
import dev.rearview.engine.scan.StreamReader;
import dev.rearview.engine.scan.StreamSelector;
import dev.rearview.engine.scan.StreamTail;
import dev.rearview.timeql.plan.Source;
import dev.rearview.timeql.plan.TimeRange;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files that were given to the command, as streams of one node named {@code local}. */
final class LocalFiles {
  static final String NODE = "local";

  private final LogFiles files;
  private final Discovery found;
  private final int threads;
  private final Clock clock;

  LocalFiles(
      List<Path> paths,
      List<String> include,
      ZoneId zone,
      @Nullable Integer year,
      int threads,
      Clock clock) {
    this.files =
        new LogFiles(
            paths.stream().map(path -> new ScanRoot(NODE, path, include, zone, year)).toList(),
            ScanLimits.DEFAULT);
    this.found = files.discover();
    this.threads = threads;
    this.clock = clock;
  }

  /** What was wrong already when the files were looked for. */
  Discovery found() {
    return found;
  }

  /** The streams of a source, in as many shares of about equal size as there are threads. */
  List<List<LogStream>> shares(Source source) {
    StreamSelector selector = selector(source);
    List<LogStream> streams = new ArrayList<>();
    for (LogStream stream : found.streams()) {
      LogStream selected = selector.select(stream);
      if (selected != null) {
        streams.add(selected);
      }
    }
    streams.sort(Comparator.comparingLong(LogStream::size).reversed());
    int count = Math.max(1, Math.min(threads, streams.size()));
    List<List<LogStream>> shares = new ArrayList<>();
    long[] sizes = new long[count];
    for (int i = 0; i < count; i++) {
      shares.add(new ArrayList<>());
    }
    for (LogStream stream : streams) {
      int least = 0;
      for (int i = 1; i < count; i++) {
        least = sizes[i] < sizes[least] ? i : least;
      }
      shares.get(least).add(stream);
      sizes[least] += stream.size() + 1;
    }
    return shares;
  }

  private static StreamSelector selector(Source source) {
    return switch (source.kind()) {
      case FILE ->
          StreamSelector.files(
              Path.of(source.selector().getOrDefault("path", "")).toAbsolutePath().toString());
      case LOGS ->
          StreamSelector.parse(
              source.selector().entrySet().stream()
                  .map(e -> e.getKey() + "=" + e.getValue())
                  .collect(Collectors.joining(",")));
      case EVENTS, CHANGES, ANOMALIES, ALERTS, NODES -> StreamSelector.ALL;
    };
  }

  /** The records of streams in the order of time. */
  RecordSource records(
      List<LogStream> streams, TimeRange range, ScanCounters counters, BooleanSupplier stopped) {
    ReadSettings settings = new ReadSettings(clock, ScanLimits.DEFAULT, Formats.builtIn(), stopped);
    ScanRange scanned =
        new ScanRange(range.fromNanos(), range.hasTo() ? range.toNanos() : Long.MAX_VALUE);
    List<StreamReader> readers =
        streams.stream()
            .map(stream -> new StreamReader(stream, scanned, settings, counters))
            .toList();
    return new OrderedMerge(readers, OrderedMerge.Limits.DEFAULT);
  }

  /** What is written to streams from now on. It blocks where nothing new is there. */
  RecordSource following(
      List<LogStream> streams, ScanCounters counters, BooleanSupplier stopped, Runnable whenIdle) {
    ReadSettings settings = new ReadSettings(clock, ScanLimits.DEFAULT, Formats.builtIn(), stopped);
    List<StreamTail> tails =
        streams.stream()
            .map(stream -> StreamTail.fromEnd(files, stream, settings, counters))
            .toList();
    return new Following(tails, stopped, whenIdle);
  }

  /** Asks each stream in turn. */
  private static final class Following implements RecordSource {
    private static final long PAUSE_MS = 200;

    private final List<StreamTail> tails;
    private final BooleanSupplier stopped;
    private final Runnable whenIdle;
    private final java.util.ArrayDeque<LogRecord> ready = new java.util.ArrayDeque<>();

    Following(List<StreamTail> tails, BooleanSupplier stopped, Runnable whenIdle) {
      this.tails = tails;
      this.stopped = stopped;
      this.whenIdle = whenIdle;
    }

    @Override
    public @Nullable LogRecord next() {
      while (ready.isEmpty() && !stopped.getAsBoolean()) {
        tails.forEach(tail -> ready.addAll(tail.poll(1_000)));
        if (ready.isEmpty()) {
          whenIdle.run();
          try {
            Thread.sleep(PAUSE_MS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
          }
        }
      }
      return ready.poll();
    }

    @Override
    public void close() {
      tails.forEach(StreamTail::close);
    }
  }
}

package dev.rearview.cli;

import dev.rearview.engine.format.Formats;
import dev.rearview.engine.order.RecordSource;
import dev.rearview.engine.order.SpillArea;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.scan.Discovery;
import dev.rearview.engine.scan.FileOrders;
import dev.rearview.engine.scan.FileRecord;
import dev.rearview.engine.scan.LogFiles;
import dev.rearview.engine.scan.LogStream;
import dev.rearview.engine.scan.Piece;
import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.engine.scan.ScanLimits;
import dev.rearview.engine.scan.ScanRoot;
import dev.rearview.engine.scan.StreamSelector;
import dev.rearview.engine.scan.StreamTail;
import dev.rearview.timeql.answer.AnswerRow;
import dev.rearview.timeql.node.LogScan;
import dev.rearview.timeql.plan.Fragment;
import dev.rearview.timeql.plan.NodePart;
import dev.rearview.timeql.plan.Source;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files that were given to the command, as streams of one node named {@code local}. */
final class LocalFiles {
  static final String NODE = "local";

  private final LogFiles files;
  private final Discovery found;
  private final Formats formats;
  private final int threads;
  private final Clock clock;
  private final List<LogStream> scanned = new ArrayList<>();
  private String lastStream = "";
  private List<Piece> lastPieces = List.of();
  private final FileOrders orders;

  LocalFiles(
      List<Path> paths,
      List<String> include,
      ZoneId zone,
      @Nullable Integer year,
      Formats formats,
      int threads,
      Clock clock,
      FileOrders orders) {
    this.files =
        new LogFiles(
            paths.stream().map(path -> new ScanRoot(NODE, path, include, zone, year)).toList(),
            ScanLimits.DEFAULT);
    this.found = files.discover();
    this.formats = formats;
    this.threads = threads;
    this.clock = clock;
    this.orders = orders;
  }

  /** The log formats that are known. */
  Formats formats() {
    return formats;
  }

  /** What was wrong already when the files were looked for. */
  Discovery found() {
    return found;
  }

  /** Whether records may come from more than one file. */
  boolean hasSeveralFiles() {
    return found.streams().stream().mapToInt(stream -> stream.pieces().size()).sum() > 1;
  }

  /** The file that a row was read from. */
  String fileOf(AnswerRow row) {
    if (!row.stream().equals(lastStream)) {
      lastStream = row.stream();
      lastPieces =
          scanned.stream()
              .filter(stream -> stream.id().equals(lastStream))
              .findFirst()
              .map(LogStream::pieces)
              .orElse(List.of());
    }
    int piece = FileRecord.pieceOf(row.position());
    return piece < lastPieces.size() ? lastPieces.get(piece).path().toString() : row.stream();
  }

  /** The streams of a source. */
  List<LogStream> streams(Source source) {
    StreamSelector selector = selector(source);
    return found.streams().stream().map(selector::select).filter(Objects::nonNull).toList();
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

  /** Runs a fragment over the streams of its source. */
  LogScan scan(Fragment fragment, ScanCounters counters, BooleanSupplier stopped, SpillArea spill) {
    List<LogStream> streams = streams(fragment.source());
    scanned.addAll(streams);
    return LogScan.start(
        () -> NodePart.of(fragment), streams, settings(stopped), counters, threads, spill);
  }

  private ReadSettings settings(BooleanSupplier stopped) {
    return new ReadSettings(clock, ScanLimits.DEFAULT, formats, stopped, orders);
  }

  /** What is written to streams from now on. It blocks where nothing new is there. */
  RecordSource following(
      List<LogStream> streams, ScanCounters counters, BooleanSupplier stopped, Runnable whenIdle) {
    ReadSettings settings = settings(stopped);
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

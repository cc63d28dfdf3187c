package dev.rearview.scanner.scan;

import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.engine.scan.Discovery;
import dev.rearview.engine.scan.LogStream;
import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.engine.scan.ScanLimits;
import dev.rearview.engine.scan.StreamSelector;
import dev.rearview.scanner.nodes.ServedNode;
import dev.rearview.timeql.node.FragmentCounts;
import dev.rearview.timeql.node.FragmentRun;
import dev.rearview.timeql.node.LogScan;
import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.plan.NodePart;
import dev.rearview.timeql.plan.Source;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One fragment over one node's logs: chooses the streams, opens them, and runs the fragment over
 * their records.
 */
public final class NodeScan implements AutoCloseable {
  private final ScanCounters counters = new ScanCounters();
  private final List<String> bounds = new ArrayList<>();
  private final @Nullable LogScan scan;
  private final @Nullable FragmentRun followed;

  private NodeScan(
      ServedNode node,
      Supplier<NodePart> parts,
      Clock clock,
      int threads,
      BooleanSupplier stopped) {
    ReadSettings settings =
        new ReadSettings(clock, ScanLimits.DEFAULT, node.formats(), stopped, node.orders());
    NodePart part = parts.get();
    StreamSelector selector = selector(part.source());
    if (part.follow()) {
      this.scan = null;
      this.followed =
          FragmentRun.start(
              part,
              new FollowedStreams(node.files(), selector, part.range(), settings, counters),
              stopped);
    } else {
      this.scan = LogScan.start(parts, streams(node, selector), settings, counters, threads);
      this.followed = null;
    }
  }

  /**
   * Begins.
   *
   * @param parts the fragment, a new one at each call
   * @param threads that may read at once
   * @param stopped asked now and then; the scan ends where it says true
   */
  public static NodeScan start(
      ServedNode node,
      Supplier<NodePart> parts,
      Clock clock,
      int threads,
      BooleanSupplier stopped) {
    return new NodeScan(node, parts, clock, threads, stopped);
  }

  private List<LogStream> streams(ServedNode node, StreamSelector selector) {
    Discovery found = node.files().discover();
    found.unreadable().forEach(counters::unreadable);
    bounds.addAll(found.boundsHit());
    List<LogStream> streams = new ArrayList<>();
    for (LogStream stream : found.streams()) {
      LogStream chosen = selector.select(stream);
      counters.filesSkipped(stream.pieces().size() - (chosen == null ? 0 : chosen.pieces().size()));
      if (chosen != null) {
        streams.add(chosen);
      }
    }
    return streams;
  }

  static StreamSelector selector(Source source) {
    return switch (source.kind()) {
      case FILE -> StreamSelector.files(source.selector().getOrDefault("path", ""));
      case LOGS ->
          StreamSelector.parse(
              source.selector().entrySet().stream()
                  .map(wanted -> wanted.getKey() + "=" + wanted.getValue())
                  .collect(Collectors.joining(",")));
      case EVENTS, CHANGES, ANOMALIES, ALERTS, NODES ->
          throw new IllegalArgumentException(
              "a scanner has no %s, only logs and files".formatted(source));
    };
  }

  /** The next row; null at the end, and where the fragment gives groups. */
  public @Nullable NodeRow next() {
    return scan != null ? scan.next() : followed != null ? followed.next() : null;
  }

  /** The groups of all records; empty where the fragment gives rows. */
  public List<PartialGroup> groups() {
    return scan != null ? scan.groups() : followed != null ? followed.groups() : List.of();
  }

  /** What was counted so far; final after the end. */
  public FragmentCounts counts() {
    return scan != null ? scan.counts() : Objects.requireNonNull(followed).counts();
  }

  /** Whether it came to its end by itself, or was stopped before. */
  public boolean isEnded() {
    return scan != null ? scan.isEnded() : Objects.requireNonNull(followed).isEnded();
  }

  /** What was read so far. */
  public ScanCounters.Snapshot read() {
    return counters.snapshot();
  }

  /** Sentences about bounds that were hit, but for those of the reading and the run themselves. */
  public List<String> boundsHit() {
    return List.copyOf(bounds);
  }

  @Override
  public void close() {
    if (scan != null) {
      scan.close();
    } else if (followed != null) {
      followed.close();
    }
  }
}

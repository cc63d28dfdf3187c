package dev.rearview.scanner.scan;

import dev.rearview.engine.format.Formats;
import dev.rearview.engine.order.OrderedMerge;
import dev.rearview.engine.order.RecordSource;
import dev.rearview.engine.scan.Discovery;
import dev.rearview.engine.scan.LogStream;
import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.engine.scan.ScanLimits;
import dev.rearview.engine.scan.ScanRange;
import dev.rearview.engine.scan.StreamReader;
import dev.rearview.engine.scan.StreamSelector;
import dev.rearview.scanner.nodes.ServedNode;
import dev.rearview.timeql.node.FragmentRun;
import dev.rearview.timeql.plan.NodePart;
import dev.rearview.timeql.plan.Source;
import dev.rearview.timeql.plan.TimeRange;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * One fragment over one node's logs: chooses the streams, opens them, and runs the fragment over
 * their records.
 */
public final class NodeScan implements AutoCloseable {
  private final ScanCounters counters = new ScanCounters();
  private final List<String> bounds = new ArrayList<>();
  private final OrderedMerge merge;
  private final FragmentRun run;

  private NodeScan(ServedNode node, NodePart part, Clock clock, BooleanSupplier stopped) {
    ReadSettings settings = new ReadSettings(clock, ScanLimits.DEFAULT, Formats.builtIn(), stopped);
    StreamSelector selector = selector(part.source());
    if (part.follow()) {
      FollowedStreams followed =
          new FollowedStreams(node.files(), selector, part.range(), settings, counters);
      this.merge = new OrderedMerge(List.of(), OrderedMerge.Limits.IN_ORDER);
      this.run = FragmentRun.start(part, followed, stopped);
    } else {
      this.merge =
          new OrderedMerge(
              readers(node, selector, part.range(), settings), OrderedMerge.Limits.DEFAULT);
      this.run = FragmentRun.start(part, merge, stopped);
    }
  }

  /**
   * Begins.
   *
   * @param stopped asked between records; the scan ends where it says true
   */
  public static NodeScan start(
      ServedNode node, NodePart part, Clock clock, BooleanSupplier stopped) {
    return new NodeScan(node, part, clock, stopped);
  }

  private List<RecordSource> readers(
      ServedNode node, StreamSelector selector, TimeRange range, ReadSettings settings) {
    Discovery found = node.files().discover();
    found.unreadable().forEach(counters::unreadable);
    bounds.addAll(found.boundsHit());
    ScanRange wanted =
        new ScanRange(range.fromNanos(), range.hasTo() ? range.toNanos() : Long.MAX_VALUE);
    List<RecordSource> readers = new ArrayList<>();
    for (LogStream stream : found.streams()) {
      LogStream chosen = selector.select(stream);
      counters.filesSkipped(stream.pieces().size() - (chosen == null ? 0 : chosen.pieces().size()));
      if (chosen != null) {
        readers.add(new StreamReader(chosen, wanted, settings, counters));
      }
    }
    return readers;
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

  /** The run, from which rows or groups are pulled. */
  public FragmentRun run() {
    return run;
  }

  /** What was read so far. */
  public ScanCounters.Snapshot read() {
    return counters.snapshot();
  }

  /** Sentences about bounds that were hit, but for those of the reading and the run themselves. */
  public List<String> boundsHit() {
    List<String> all = new ArrayList<>(bounds);
    all.addAll(merge.boundsHit());
    return all;
  }

  @Override
  public void close() {
    run.close();
  }
}

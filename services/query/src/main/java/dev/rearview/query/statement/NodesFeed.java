package dev.rearview.query.statement;

import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.engine.order.RecordSource;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import dev.rearview.engine.record.Times;
import dev.rearview.timeql.answer.PlaceReport;
import dev.rearview.timeql.answer.Report;
import dev.rearview.timeql.merge.NodeAnswer;
import dev.rearview.timeql.node.FragmentCounts;
import dev.rearview.timeql.node.FragmentRun;
import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.plan.Fragment;
import dev.rearview.timeql.plan.NodePart;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fragment over the source {@code nodes}, run here. */
final class NodesFeed implements NodeAnswer {
  private static final String HERE = "query";

  private final FragmentRun run;
  private final Report report;
  private @Nullable Deque<PartialGroup> groups;
  private boolean reported;

  private NodesFeed(FragmentRun run, Report report) {
    this.run = run;
    this.report = report;
  }

  static NodesFeed of(Fragment fragment, List<Map<String, @Nullable Object>> nodes, Report report) {
    report.asked(HERE);
    List<LogRecord> records = new ArrayList<>();
    for (Map<String, @Nullable Object> node : nodes) {
      MapRecord.Builder record =
          MapRecord.builder().node(String.valueOf(node.get("node"))).stream("nodes")
              .position(records.size())
              .putAll(node);
      if (node.get("seen") instanceof Instant seen) {
        record.ts(seen);
      }
      records.add(record.build());
    }
    FragmentRun run =
        FragmentRun.start(NodePart.of(fragment), RecordSource.of(records), () -> false);
    return new NodesFeed(run, report);
  }

  @Override
  public String node() {
    return HERE;
  }

  @Override
  public @Nullable NodeRow next() {
    NodeRow row = run.next();
    if (row == null) {
      end();
    }
    return row;
  }

  @Override
  public @Nullable PartialGroup nextGroup() {
    Deque<PartialGroup> left = groups;
    if (left == null) {
      left = new ArrayDeque<>(run.groups());
      groups = left;
      end();
    }
    return left.poll();
  }

  private void end() {
    if (!reported) {
      reported = true;
      report.place(report(run.counts()));
      report.answered(HERE);
    }
  }

  private static PlaceReport report(FragmentCounts counts) {
    boolean timed = counts.firstNanos() != LogRecord.NO_TIME;
    return new PlaceReport(
        HERE,
        true,
        0,
        0,
        0,
        0,
        Map.of(),
        0,
        counts.records(),
        counts.matches(),
        counts.recordsWithoutTime(),
        counts.formats(),
        counts.unknownFields(),
        counts.knownFields(),
        counts.nullExcluded(),
        counts.boundsHit(),
        List.of(),
        timed ? Times.instant(counts.firstNanos()) : null,
        timed ? Times.instant(counts.lastNanos()) : null,
        true,
        0,
        0);
  }
}

package dev.rearview.scanner.api;

import com.google.protobuf.ByteString;
import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.proto.ValueCodec;
import dev.rearview.proto.scan.v1.Header;
import dev.rearview.proto.scan.v1.Partials;
import dev.rearview.proto.scan.v1.Row;
import dev.rearview.proto.scan.v1.Rows;
import dev.rearview.proto.scan.v1.ScanReply;
import dev.rearview.scanner.nodes.ServedNode;
import dev.rearview.scanner.scan.NodeScan;
import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.plan.NodePart;
import java.time.Clock;
import java.util.function.Supplier;

/** One scan: header, rows or partial groups as far as the caller takes them, then the report. */
final class ScanJob {
  private static final int ROWS_PER_REPLY = 256;
  private static final int GROUPS_PER_REPLY = 256;

  private final ServedNode node;
  private final Supplier<NodePart> parts;
  private final NodePart part;
  private final int threads;
  private final Clock clock;
  private final ReplyStream replies;
  private final ScanBudget budget;
  private final long startNanos = System.nanoTime();

  /**
   * @param parts the fragment, a new one at each call
   * @param threads that may read at once
   */
  ScanJob(
      ServedNode node,
      Supplier<NodePart> parts,
      int threads,
      Clock clock,
      ReplyStream replies,
      ScanBudget budget) {
    this.node = node;
    this.parts = parts;
    this.part = parts.get();
    this.threads = threads;
    this.clock = clock;
    this.replies = replies;
    this.budget = budget;
  }

  void run() throws InterruptedException {
    Header header = Header.newBuilder().addAllColumns(part.columns()).build();
    if (!send(ScanReply.newBuilder().setHeader(header))) {
      return;
    }
    try (NodeScan scan = NodeScan.start(node, parts, clock, threads, this::isStopped)) {
      boolean went = part.isGrouped() ? sendGroups(scan) : sendRows(scan);
      if (went) {
        long elapsed = (System.nanoTime() - startNanos) / 1_000_000;
        boolean late = budget.isSpent() && !scan.isEnded();
        send(ScanReply.newBuilder().setReport(NodeReports.of(node.name(), scan, late, elapsed)));
        replies.complete();
      }
    }
  }

  private boolean isStopped() {
    return replies.isGone() || budget.isSpent();
  }

  /** Whether there is still somebody to send the report to. */
  private boolean sendRows(NodeScan scan) throws InterruptedException {
    int most = part.follow() ? 1 : ROWS_PER_REPLY;
    Rows.Builder batch = Rows.newBuilder();
    for (NodeRow row = scan.next(); row != null; row = scan.next()) {
      batch.addRows(row(row));
      if (batch.getRowsCount() == most) {
        if (!send(ScanReply.newBuilder().setRows(batch))) {
          return false;
        }
        batch = Rows.newBuilder();
      }
    }
    return batch.getRowsCount() == 0
        ? !replies.isGone()
        : send(ScanReply.newBuilder().setRows(batch));
  }

  private static Row row(NodeRow row) {
    Row.Builder message =
        Row.newBuilder()
            .setStream(row.stream())
            .setPosition(row.position())
            .setContext(row.context())
            .setGroup(row.group());
    if (row.tsNanos() != LogRecord.NO_TIME) {
      message.setTsNanos(row.tsNanos());
    }
    row.values().forEach(value -> message.addValues(ValueCodec.toProto(value)));
    return message.build();
  }

  private boolean sendGroups(NodeScan scan) throws InterruptedException {
    Partials.Builder batch = Partials.newBuilder();
    for (PartialGroup group : scan.groups()) {
      batch.addGroups(group(group));
      if (batch.getGroupsCount() == GROUPS_PER_REPLY) {
        if (!send(ScanReply.newBuilder().setPartials(batch))) {
          return false;
        }
        batch = Partials.newBuilder();
      }
    }
    return batch.getGroupsCount() == 0
        ? !replies.isGone()
        : send(ScanReply.newBuilder().setPartials(batch));
  }

  private static dev.rearview.proto.scan.v1.PartialGroup group(PartialGroup group) {
    dev.rearview.proto.scan.v1.PartialGroup.Builder message =
        dev.rearview.proto.scan.v1.PartialGroup.newBuilder();
    group.keys().forEach(key -> message.addKeys(ValueCodec.toProto(key)));
    group.states().forEach(state -> message.addStates(ByteString.copyFrom(state)));
    return message.build();
  }

  private boolean send(ScanReply.Builder reply) throws InterruptedException {
    return replies.send(reply.build());
  }
}

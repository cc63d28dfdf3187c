package dev.rearview.causality.api;

import com.google.protobuf.ByteString;
import dev.rearview.causality.finding.FindingSource;
import dev.rearview.causality.finding.Findings;
import dev.rearview.causality.finding.FollowedFindings;
import dev.rearview.causality.topology.StoredCausalLog;
import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.engine.order.RecordSource;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.proto.ValueCodec;
import dev.rearview.proto.scan.v1.Header;
import dev.rearview.proto.scan.v1.NodeReport;
import dev.rearview.proto.scan.v1.Partials;
import dev.rearview.proto.scan.v1.Row;
import dev.rearview.proto.scan.v1.Rows;
import dev.rearview.proto.scan.v1.ScanReply;
import dev.rearview.proto.scan.v1.ScanRequest;
import dev.rearview.timeql.node.FragmentCounts;
import dev.rearview.timeql.node.FragmentRun;
import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.plan.NodePart;
import dev.rearview.timeql.plan.TimeRange;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A fragment's answer over anomalies or alerts: the header, rows or partial groups, and the report,
 * each part made when it is asked for.
 */
final class ScanAnswer implements Iterator<ScanReply>, AutoCloseable {
  private static final String NODE = "causality";
  private static final int PART_SIZE = 200;
  private static final long NANOS_PER_MS = 1_000_000;

  private enum Next {
    HEADER,
    BODY,
    REPORT,
    NOTHING
  }

  private final StoredCausalLog log;
  private final ScanRequest request;
  private final BooleanSupplier gone;
  private final long receivedNanos;
  private final NodePart part;
  private final FragmentRun run;
  private Iterator<PartialGroup> groups = List.<PartialGroup>of().iterator();
  private Next next = Next.HEADER;
  private long given;

  ScanAnswer(StoredCausalLog log, ScanRequest request, BooleanSupplier gone, long receivedNanos) {
    this.log = log;
    this.request = request;
    this.gone = gone;
    this.receivedNanos = receivedNanos;
    this.part =
        NodePart.read(request.getFragment(), request.getNowMs(), Until.zone(request.getZone()));
    this.run = FragmentRun.start(part, records(), this::isStopped);
  }

  private RecordSource records() {
    String world = CausalityGrpcService.world(request.getWorld());
    Findings.Kind kind =
        switch (part.source().kind()) {
          case ANOMALIES -> Findings.Kind.ANOMALIES;
          case ALERTS -> Findings.Kind.ALERTS;
          case LOGS, FILE, EVENTS, CHANGES, NODES ->
              throw new IllegalArgumentException(
                  "causality answers for anomalies and alerts, not for " + part.source());
        };
    if (part.follow()) {
      return new FollowedFindings(log, kind, world, this::isStopped);
    }
    TimeRange range = part.range();
    return new FindingSource(
        log,
        kind,
        world,
        range.hasFrom() ? Math.ceilDiv(range.fromNanos(), NANOS_PER_MS) : Long.MIN_VALUE,
        range.hasTo() ? Math.floorDiv(range.toNanos(), NANOS_PER_MS) : Long.MAX_VALUE);
  }

  private boolean isStopped() {
    return gone.getAsBoolean() || isLate();
  }

  private boolean isLate() {
    return request.getDeadlineMs() > 0 && elapsedMs() >= request.getDeadlineMs();
  }

  private long elapsedMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - receivedNanos);
  }

  @Override
  public boolean hasNext() {
    return next != Next.NOTHING;
  }

  @Override
  public ScanReply next() {
    return switch (next) {
      case HEADER -> {
        next = Next.BODY;
        yield ScanReply.newBuilder()
            .setHeader(Header.newBuilder().addAllColumns(part.columns()))
            .build();
      }
      case BODY -> part.isGrouped() ? groups() : rows();
      case REPORT -> {
        next = Next.NOTHING;
        yield ScanReply.newBuilder().setReport(report()).build();
      }
      case NOTHING -> throw new NoSuchElementException();
    };
  }

  private ScanReply rows() {
    Rows.Builder rows = Rows.newBuilder();
    int most = part.follow() ? 1 : PART_SIZE;
    while (rows.getRowsCount() < most) {
      NodeRow found = isFull() ? null : run.next();
      if (found == null) {
        next = Next.REPORT;
        break;
      }
      given += found.context() ? 0 : 1;
      rows.addRows(row(found));
    }
    return ScanReply.newBuilder().setRows(rows).build();
  }

  private boolean isFull() {
    return request.getLimit() > 0 && given >= request.getLimit() && part.context() == null;
  }

  private static Row row(NodeRow found) {
    Row.Builder row =
        Row.newBuilder()
            .setStream(found.stream())
            .setPosition(found.position())
            .setContext(found.context())
            .setGroup(found.group());
    if (found.tsNanos() != LogRecord.NO_TIME) {
      row.setTsNanos(found.tsNanos());
    }
    found.values().forEach(value -> row.addValues(ValueCodec.toProto(value)));
    return row.build();
  }

  private ScanReply groups() {
    if (!groups.hasNext()) {
      groups = run.groups().iterator();
    }
    Partials.Builder partials = Partials.newBuilder();
    while (groups.hasNext() && partials.getGroupsCount() < PART_SIZE) {
      PartialGroup group = groups.next();
      var message = dev.rearview.proto.scan.v1.PartialGroup.newBuilder();
      group.keys().forEach(key -> message.addKeys(ValueCodec.toProto(key)));
      group.states().forEach(state -> message.addStates(ByteString.copyFrom(state)));
      partials.addGroups(message);
    }
    next = groups.hasNext() ? Next.BODY : Next.REPORT;
    return ScanReply.newBuilder().setPartials(partials).build();
  }

  private NodeReport report() {
    FragmentCounts counts = run.counts();
    NodeReport.Builder report =
        NodeReport.newBuilder()
            .setNode(NODE)
            .setRecords(counts.records())
            .setMatches(counts.matches())
            .setRecordsWithoutTime(counts.recordsWithoutTime())
            .addAllUnknownFields_(counts.unknownFields())
            .addAllKnownFields(counts.knownFields())
            .setNullExcluded(counts.nullExcluded())
            .addAllBoundsHit(counts.boundsHit())
            .setElapsedMs((int) elapsedMs())
            .setLag(log.lag());
    boolean ended = (run.isEnded() || isFull()) && !isLate();
    if (!ended) {
      report.addBoundsHit(
          "causality stopped at the deadline of %d ms after %d records"
              .formatted(request.getDeadlineMs(), counts.records()));
    }
    String missing = log.missing();
    if (!missing.isEmpty()) {
      report.addWarnings(missing);
    }
    if (counts.firstNanos() != LogRecord.NO_TIME) {
      report.setFirstNanos(counts.firstNanos()).setLastNanos(counts.lastNanos());
    }
    return report.setComplete(ended && missing.isEmpty()).build();
  }

  @Override
  public void close() {
    run.close();
  }
}

package dev.rearview.replay.api;

import com.google.protobuf.ByteString;
import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.proto.ValueCodec;
import dev.rearview.proto.scan.v1.Header;
import dev.rearview.proto.scan.v1.NodeReport;
import dev.rearview.proto.scan.v1.Partials;
import dev.rearview.proto.scan.v1.Row;
import dev.rearview.proto.scan.v1.Rows;
import dev.rearview.proto.scan.v1.ScanReply;
import dev.rearview.proto.scan.v1.ScanRequest;
import dev.rearview.replay.ReplayService;
import dev.rearview.replay.log.Cursor;
import dev.rearview.timeql.node.FragmentCounts;
import dev.rearview.timeql.node.FragmentRun;
import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.plan.NodePart;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One fragment's answer: the header, rows or partial groups, and the report, made as it is sent.
 */
final class ScanAnswer implements Cursor<ScanReply> {
  private static final String NODE = "replay";
  private static final int ROWS = 200;
  private static final int ROW_BYTES = 1 << 20;
  private static final int GROUPS = 200;

  private enum Next {
    HEADER,
    ROWS,
    GROUPS,
    REPORT,
    NOTHING
  }

  private final ReplayService service;
  private final ScanRequest request;
  private final BooleanSupplier gone;
  private final long receivedNanos;
  private final NodePart part;
  private final boolean reachedSeq;
  private final FragmentRun run;
  private Iterator<PartialGroup> groups = List.<PartialGroup>of().iterator();
  private Next next = Next.HEADER;
  private long given;

  ScanAnswer(ReplayService service, ScanRequest request, BooleanSupplier gone, long receivedNanos) {
    this.service = service;
    this.request = request;
    this.gone = gone;
    this.receivedNanos = receivedNanos;
    String world = Asked.world(request.getWorld());
    part = NodePart.read(request.getFragment(), request.getNowMs(), zone(request.getZone()));
    reachedSeq = service.gate().reached(world, request.getMinSeq());
    run =
        FragmentRun.start(
            part, service.scanSources().open(world, part, this::isStopped), this::isStopped);
  }

  private static ZoneId zone(String name) {
    try {
      return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("zone '%s' is not an IANA name".formatted(name), e);
    }
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
        next = part.isGrouped() ? Next.GROUPS : Next.ROWS;
        yield ScanReply.newBuilder()
            .setHeader(Header.newBuilder().addAllColumns(part.columns()))
            .build();
      }
      case ROWS -> rows();
      case GROUPS -> groups();
      case REPORT -> {
        next = Next.NOTHING;
        yield ScanReply.newBuilder().setReport(report()).build();
      }
      case NOTHING -> throw new NoSuchElementException();
    };
  }

  private ScanReply rows() {
    Rows.Builder rows = Rows.newBuilder();
    int most = part.follow() ? 1 : ROWS;
    for (int bytes = 0; rows.getRowsCount() < most && bytes < ROW_BYTES; ) {
      NodeRow found = isFull() ? null : run.next();
      if (found == null) {
        next = Next.REPORT;
        return rows.getRowsCount() == 0 ? next() : reply(rows);
      }
      given += found.context() ? 0 : 1;
      Row row = row(found);
      bytes += row.getSerializedSize();
      rows.addRows(row);
    }
    return reply(rows);
  }

  private boolean isFull() {
    return request.getLimit() > 0 && given >= request.getLimit() && part.context() == null;
  }

  private static ScanReply reply(Rows.Builder rows) {
    return ScanReply.newBuilder().setRows(rows).build();
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
    while (groups.hasNext() && partials.getGroupsCount() < GROUPS) {
      PartialGroup group = groups.next();
      dev.rearview.proto.scan.v1.PartialGroup.Builder message =
          dev.rearview.proto.scan.v1.PartialGroup.newBuilder();
      group.keys().forEach(key -> message.addKeys(ValueCodec.toProto(key)));
      group.states().forEach(state -> message.addStates(ByteString.copyFrom(state)));
      partials.addGroups(message);
    }
    if (!groups.hasNext()) {
      next = Next.REPORT;
    }
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
            .setLag(service.lag());
    boolean ended = (run.isEnded() || isFull()) && !isLate();
    if (!ended) {
      report.addBoundsHit(
          "replay stopped at the deadline of %d ms after %d events"
              .formatted(request.getDeadlineMs(), counts.records()));
    }
    if (!reachedSeq) {
      report.addWarnings(
          "replay has not everything up to global_seq %d yet".formatted(request.getMinSeq()));
    }
    if (counts.firstNanos() != LogRecord.NO_TIME) {
      report.setFirstNanos(counts.firstNanos()).setLastNanos(counts.lastNanos());
    }
    return report.setComplete(ended && reachedSeq).build();
  }

  @Override
  public void close() {
    run.close();
  }
}

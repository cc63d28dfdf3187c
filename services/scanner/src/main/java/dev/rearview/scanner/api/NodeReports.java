package dev.rearview.scanner.api;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.proto.scan.v1.NodeReport;
import dev.rearview.proto.scan.v1.Unreadable;
import dev.rearview.scanner.scan.NodeScan;
import dev.rearview.timeql.node.FragmentCounts;
import java.util.LinkedHashSet;
import java.util.Set;

/** Puts a node's part of the report together. */
final class NodeReports {
  private NodeReports() {}

  /**
   * The report.
   *
   * @param late whether the time was up before everything was read
   */
  static NodeReport of(String node, NodeScan scan, boolean late, long elapsedMillis) {
    ScanCounters.Snapshot read = scan.read();
    FragmentCounts counts = scan.counts();
    Set<String> bounds = new LinkedHashSet<>(read.boundsHit());
    bounds.addAll(scan.boundsHit());
    bounds.addAll(counts.boundsHit());
    if (late) {
      bounds.add("the time was up before everything was read");
    }
    NodeReport.Builder report =
        NodeReport.newBuilder()
            .setNode(node)
            .setFilesRead(read.filesRead())
            .setFilesSkipped(read.filesSkipped())
            .setFilesSought(read.filesSought())
            .setFilesUnreadable(read.filesUnreadable())
            .setBytes(read.bytes())
            .setRecords(counts.records())
            .setMatches(counts.matches())
            .setRecordsWithoutTime(counts.recordsWithoutTime())
            .addAllUnknownFields_(counts.unknownFields())
            .addAllKnownFields(counts.knownFields())
            .setNullExcluded(counts.nullExcluded())
            .putAllFormats(counts.formats())
            .addAllBoundsHit(bounds)
            .addAllWarnings(read.notes())
            .setElapsedMs((int) Math.min(elapsedMillis, Integer.MAX_VALUE))
            .setComplete(!late && read.filesUnreadable() == 0 && bounds.isEmpty());
    read.unreadable()
        .forEach(file ->
            report.addUnreadable(
                Unreadable.newBuilder().setPath(file.path()).setReason(file.reason())));
    if (counts.firstNanos() != LogRecord.NO_TIME) {
      report.setFirstNanos(counts.firstNanos()).setLastNanos(counts.lastNanos());
    }
    return report.build();
  }
}

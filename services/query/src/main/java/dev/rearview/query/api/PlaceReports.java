package dev.rearview.query.api;

import dev.rearview.engine.record.Times;
import dev.rearview.proto.scan.v1.NodeReport;
import dev.rearview.query.scatter.Place;
import dev.rearview.timeql.answer.PlaceReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** A node's part of the report, as it arrived. */
final class PlaceReports {
  private PlaceReports() {}

  static PlaceReport of(Place place, NodeReport report) {
    Map<String, String> unreadable = new LinkedHashMap<>();
    report.getUnreadableList().forEach(f -> unreadable.put(f.getPath(), f.getReason()));
    return new PlaceReport(
        place.name(),
        place instanceof Place.Service,
        Integer.toUnsignedLong(report.getFilesRead()),
        Integer.toUnsignedLong(report.getFilesSkipped()),
        Integer.toUnsignedLong(report.getFilesSought()),
        Integer.toUnsignedLong(report.getFilesUnreadable()),
        unreadable,
        report.getBytes(),
        report.getRecords(),
        report.getMatches(),
        report.getRecordsWithoutTime(),
        report.getFormatsMap(),
        report.getUnknownFields_List(),
        report.getKnownFieldsList(),
        report.getNullExcluded(),
        report.getBoundsHitList(),
        report.getWarningsList(),
        report.hasFirstNanos() ? Times.instant(report.getFirstNanos()) : null,
        report.hasLastNanos() ? Times.instant(report.getLastNanos()) : null,
        report.getComplete(),
        report.getLag(),
        Integer.toUnsignedLong(report.getElapsedMs()));
  }
}

package dev.rearview.query.scatter;

import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.timeql.answer.PlaceReport;
import dev.rearview.timeql.node.NodeRow;
import java.util.List;

/** What comes back from a scan: rows or groups, then the report. */
public sealed interface ScanPart {
  record Rows(List<NodeRow> rows) implements ScanPart {
    public Rows {
      rows = List.copyOf(rows);
    }
  }

  record Groups(List<PartialGroup> groups) implements ScanPart {
    public Groups {
      groups = List.copyOf(groups);
    }
  }

  record Done(PlaceReport report) implements ScanPart {}
}

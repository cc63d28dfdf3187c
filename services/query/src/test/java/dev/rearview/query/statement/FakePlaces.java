package dev.rearview.query.statement;

import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.engine.order.RecordSource;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.query.scatter.Place;
import dev.rearview.query.scatter.ScanCall;
import dev.rearview.query.scatter.ScanCalls;
import dev.rearview.query.scatter.ScanFailedException;
import dev.rearview.query.scatter.ScanPart;
import dev.rearview.timeql.answer.PlaceReport;
import dev.rearview.timeql.node.FragmentCounts;
import dev.rearview.timeql.node.FragmentRun;
import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.plan.Fragment;
import dev.rearview.timeql.plan.NodePart;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Places that run the fragments they are asked over records held in memory. */
final class FakePlaces implements ScanCalls {
  final Map<String, List<LogRecord>> records = new HashMap<>();
  final Map<String, String> failing = new HashMap<>();
  final List<String> asked = new ArrayList<>();

  void add(String place, LogRecord record) {
    records.computeIfAbsent(place, p -> new ArrayList<>()).add(record);
  }

  @Override
  public synchronized ScanCall open(Place place, Fragment fragment, Duration budget) {
    asked.add(place.name() + " ← " + fragment.text());
    if (place instanceof Place.Node node && node.address() == null) {
      throw new ScanFailedException("its scanner never reported");
    }
    Deque<ScanPart> parts = new ArrayDeque<>();
    String failure = failing.get(place.name());
    if (failure == null) {
      run(place.name(), fragment, parts);
    }
    return new ScanCall() {
      @Override
      public ScanPart next() {
        if (failure != null) {
          throw new ScanFailedException(failure);
        }
        return parts.poll();
      }

      @Override
      public void cancel() {}
    };
  }

  private void run(String place, Fragment fragment, Deque<ScanPart> parts) {
    FragmentRun run =
        FragmentRun.start(
            NodePart.of(fragment),
            RecordSource.of(records.getOrDefault(place, List.of())),
            () -> false);
    List<NodeRow> rows = new ArrayList<>();
    for (NodeRow row = run.next(); row != null; row = run.next()) {
      rows.add(row);
    }
    parts.add(new ScanPart.Rows(rows));
    List<PartialGroup> groups = run.groups();
    parts.add(new ScanPart.Groups(groups));
    FragmentCounts counts = run.counts();
    parts.add(
        new ScanPart.Done(
            new PlaceReport(
                place,
                place.equals("replay"),
                1,
                0,
                0,
                0,
                Map.of(),
                100,
                counts.records(),
                counts.matches(),
                0,
                counts.formats(),
                counts.unknownFields(),
                counts.knownFields(),
                counts.nullExcluded(),
                counts.boundsHit(),
                List.of(),
                null,
                null,
                true,
                0,
                1)));
  }
}

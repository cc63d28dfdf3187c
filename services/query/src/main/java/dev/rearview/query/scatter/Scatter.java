package dev.rearview.query.scatter;

import dev.rearview.query.nodes.NodeRegistry;
import dev.rearview.query.request.Deadline;
import dev.rearview.timeql.answer.Report;
import dev.rearview.timeql.plan.Fragment;
import dev.rearview.timeql.plan.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends a statement's fragments to every place that holds its records, all at once. Who cannot be
 * asked stands in the report.
 */
public final class Scatter {
  /** Parts held for all places of a statement together; a part has at most some hundred rows. */
  private static final int PARTS_HELD = 4_096;

  /** Most parts held for one place. */
  private static final int PARTS_HELD_FOR_ONE = 256;

  private final ScanCalls calls;
  private final NodeRegistry registry;

  public Scatter(ScanCalls calls, NodeRegistry registry) {
    this.calls = calls;
    this.registry = registry;
  }

  /** A place and what it is asked. */
  private record Errand(Place place, Fragment fragment) {}

  /**
   * Asks all places.
   *
   * @param fragments but for those of the source {@code nodes}, which nobody else is asked for
   */
  public ScatteredAnswers open(List<Fragment> fragments, Deadline deadline, Report report) {
    List<Errand> errands = new ArrayList<>();
    for (Fragment fragment : fragments) {
      places(fragment.source(), report).forEach(place -> errands.add(new Errand(place, fragment)));
    }
    int held = Math.clamp(PARTS_HELD / Math.max(1, errands.size()), 2, PARTS_HELD_FOR_ONE);
    List<PlaceFeed> feeds = new ArrayList<>();
    for (Errand errand : errands) {
      report.asked(errand.place().name());
      try {
        Duration budget = errand.fragment().follow() ? Duration.ZERO : deadline.forOthers();
        ScanCall call = calls.open(errand.place(), errand.fragment(), budget);
        feeds.add(new PlaceFeed(errand.place(), call, report, held));
      } catch (ScanFailedException e) {
        report.failed(errand.place().name(), e.reason());
      }
    }
    feeds.forEach(PlaceFeed::start);
    return new ScatteredAnswers(feeds, report);
  }

  private List<Place> places(Source source, Report report) {
    return switch (source.kind()) {
      case LOGS, FILE -> nodes(source, report);
      case EVENTS, CHANGES -> List.of(new Place.Service(Place.Holder.REPLAY));
      case ANOMALIES, ALERTS -> List.of(new Place.Service(Place.Holder.CAUSALITY));
      case NODES -> List.of();
    };
  }

  private List<Place> nodes(Source source, Report report) {
    String only = source.selector().get("node");
    List<Place> places = new ArrayList<>();
    for (NodeRegistry.Entry entry : registry.asked()) {
      if (only == null || only.equals(entry.name())) {
        String address = entry.known() == null ? null : entry.known().address();
        places.add(new Place.Node(entry.name(), address));
      }
    }
    if (places.isEmpty()) {
      report.limit(
          only == null
              ? "no node is known: no scanner has reported yet, and none is expected"
              : "no node is named '%s'".formatted(only));
    }
    return places;
  }
}

package dev.rearview.query.scatter;

import dev.rearview.timeql.answer.Report;
import dev.rearview.timeql.merge.NodeAnswer;
import java.util.ArrayList;
import java.util.List;

/** The answers of all places that were asked; closing them ends every scan that still runs. */
public final class ScatteredAnswers implements AutoCloseable {
  private static final long MOMENT_NANOS = 250_000_000L;

  private final List<PlaceFeed> feeds;
  private final Report report;

  ScatteredAnswers(List<PlaceFeed> feeds, Report report) {
    this.feeds = List.copyOf(feeds);
    this.report = report;
  }

  public List<NodeAnswer> all() {
    return new ArrayList<>(feeds);
  }

  /** Sentences about places whose answer is missing or broke off. */
  public List<String> missing() {
    return feeds.stream()
        .map(PlaceFeed::node)
        .filter(report::hasFailed)
        .map("the answer of %s is missing or not whole"::formatted)
        .toList();
  }

  /** Ends what still runs because nothing more is wanted: those places did answer. */
  public void release() {
    for (PlaceFeed feed : feeds) {
      if (!feed.release()) {
        report.answered(feed.node());
        report.warn("%s was stopped when enough rows were there".formatted(feed.node()));
      }
    }
  }

  @Override
  public void close() {
    feeds.forEach(PlaceFeed::close);
  }
}

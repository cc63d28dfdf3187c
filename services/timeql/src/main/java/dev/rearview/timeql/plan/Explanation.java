package dev.rearview.timeql.plan;

import dev.rearview.engine.aggregate.Aggregate;
import dev.rearview.engine.record.Amount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What runs where, in the order of the data's way: one step a line. */
final class Explanation {
  private Explanation() {}

  static List<String> of(Plan plan) {
    List<String> lines = new ArrayList<>();
    if (plan instanceof Plan.Scanned scanned) {
      for (Fragment fragment : scanned.fragments()) {
        lines.add(place(fragment.source()) + " runs: " + fragment.text());
      }
    }
    lines.addAll(afterwards(plan));
    return lines;
  }

  private static String place(Source source) {
    return switch (source.kind()) {
      case LOGS, FILE -> "each node's scanner";
      case EVENTS, CHANGES -> "replay";
      case ANOMALIES, ALERTS -> "causality";
      case NODES -> "query";
    };
  }

  private static List<String> afterwards(Plan plan) {
    return switch (plan) {
      case Plan.Rows p -> rows(p);
      case Plan.Groups p -> groups(p);
      case Plan.Match p -> match(p);
      case Plan.Sessions p ->
          List.of(
              (p.partial()
                      ? "query joins the nodes' sessions by %s, gap %s"
                      : "query keeps equal events once and groups the rows into sessions by %s, gap %s")
                  .formatted(p.by(), text(p.gap())),
              "query keeps the first %s".formatted(Amount.of(p.limit(), "session")));
      case Plan.Session p -> {
        List<String> lines = new ArrayList<>(rows(p.rows()));
        lines.add("query checks that only one of %s is '%s'".formatted(p.by(), p.key()));
        yield lines;
      }
      case Plan.Timeline p -> rows(p.rows());
      case Plan.State p ->
          List.of(
              "replay folds the deltas of %s %s"
                  .formatted(
                      p.component() == null ? "every component asked for" : p.component(),
                      p.fromMs() == null
                          ? "up to and including " + time(p.toMs())
                          : "from %s to %s".formatted(time(p.fromMs()), time(p.toMs()))));
      case Plan.Compare p -> compare(p);
      case Plan.Dependencies p ->
          List.of(
              "replay resolves the dependencies of %s at %s"
                  .formatted(p.component(), time(p.atMs())));
      case Plan.Simulate p ->
          List.of(
              "replay simulates session '%s', %d changed components"
                  .formatted(p.session(), p.changes().size()));
      case Plan.Traverse p ->
          List.of(
              "causality follows edges %s from %s, depth %d%s"
                  .formatted(
                      p.forward() ? "forward" : "backward",
                      p.event(),
                      p.depth(),
                      p.until() == null ? "" : ", until " + p.until().text()));
      case Plan.RootCause p -> List.of("causality ranks root causes, at most " + p.limit());
      case Plan.Predict p ->
          List.of(
              "prediction forecasts %s for %s from %s"
                  .formatted(
                      p.metrics().isEmpty() ? "the rates and every metric" : p.metrics(),
                      text(Duration.ofMillis(p.horizonMs())),
                      time(p.fromMs())));
      case Plan.WhatIf p ->
          List.of(
              "prediction looks for past changes of %s like %s"
                  .formatted(p.change().component(), p.change().patch()));
      case Plan.ShowNodes p -> List.of("query lists the nodes and their scanners");
      case Plan.ShowFields p -> List.of("query lists the built-in fields and those of records");
      case Plan.ShowFormats p -> List.of("query lists the log formats");
      case Plan.ShowCycles p -> List.of("replay looks for circular dependencies");
      case Plan.ShowLogStats p -> List.of("replay counts the event log");
      case Plan.VerifyLog p -> List.of("replay recomputes the chain of world " + p.world());
      case Plan.Explain p -> p.text();
    };
  }

  private static List<String> rows(Plan.Rows p) {
    List<String> lines = new ArrayList<>();
    if (p.follow()) {
      lines.add("query passes rows on as they come");
    } else if (p.orderBy().isEmpty()) {
      lines.add("query merges the rows by ts, node, stream, position");
    } else {
      lines.add(
          "query merges the rows by %s of ORDER BY"
              .formatted(Amount.of(p.orderBy().size(), "key")));
    }
    if (p.eventId() >= 0) {
      lines.add("query keeps equal events of several sources once");
    }
    if (p.context() != null) {
      lines.add("query numbers the windows of context anew");
    }
    if (p.limit() > 0) {
      lines.add(
          "query keeps the %s %,d %s%s"
              .formatted(
                  p.last() ? "newest" : "first",
                  p.limit(),
                  p.context() == null ? "rows" : "matches",
                  p.limitIsAsked() ? "" : " (max_rows)"));
    }
    return lines;
  }

  private static List<String> groups(Plan.Groups p) {
    List<String> lines = new ArrayList<>();
    String aggregates =
        p.aggregates().stream()
            .map(Aggregate::function)
            .map(Enum::name)
            .collect(Collectors.joining(", "));
    lines.add(
        p.partial()
            ? "query merges partial groups: %s, %s"
                .formatted(Amount.of(p.keys().size(), "key"), aggregates)
            : "query keeps equal events once and groups the rows: %s, %s"
                .formatted(Amount.of(p.keys().size(), "key"), aggregates));
    if (p.having() != null) {
      lines.add("query keeps the groups that HAVING lets through");
    }
    lines.add(
        "query orders the groups by %s and keeps the first %,d"
            .formatted(p.orderBy().isEmpty() ? "their keys" : "ORDER BY", p.limit()));
    return lines;
  }

  private static List<String> match(Plan.Match p) {
    return List.of(
        p.follow()
            ? "query lets rows wait for late ones"
            : "query sorts the rows by time, on disk where memory is short",
        "query runs %s %s%s"
            .formatted(
                Amount.of(p.pattern().elements().size(), "step"),
                p.by().isEmpty() ? "over all rows" : "for each " + p.by(),
                p.pattern().within() == null ? "" : " within " + text(p.pattern().within())),
        "query keeps the %s %,d matches".formatted(p.last() ? "newest" : "first", p.limit()));
  }

  private static List<String> compare(Plan.Compare p) {
    List<String> lines = new ArrayList<>();
    for (Plan.Measure measure : p.measures()) {
      for (Plan.Groups side : List.of(measure.before(), measure.after())) {
        lines.addAll(of(side));
      }
      lines.add("query sets %s beside each other".formatted(measure.name()));
    }
    if (p.measures().isEmpty()) {
      lines.add(
          "replay folds the states at %s and at %s; query says what differs"
              .formatted(time(p.beforeMs()), time(p.afterMs())));
    }
    return lines;
  }

  private static String time(long ms) {
    return Instant.ofEpochMilli(ms).toString();
  }

  private static String text(Duration duration) {
    return dev.rearview.timeql.syntax.Durations.print(duration.toNanos());
  }
}

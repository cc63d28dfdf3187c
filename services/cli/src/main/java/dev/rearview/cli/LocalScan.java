package dev.rearview.cli;

import dev.rearview.engine.format.FormatTable;
import dev.rearview.engine.order.SpillArea;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.Times;
import dev.rearview.engine.scan.LogStream;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.engine.scan.Unreadable;
import dev.rearview.timeql.answer.PlaceReport;
import dev.rearview.timeql.answer.Report;
import dev.rearview.timeql.answer.RowSink;
import dev.rearview.timeql.merge.Live;
import dev.rearview.timeql.merge.Merge;
import dev.rearview.timeql.merge.Outcome;
import dev.rearview.timeql.node.FragmentCounts;
import dev.rearview.timeql.node.FragmentRun;
import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.plan.Fragment;
import dev.rearview.timeql.plan.NodePart;
import dev.rearview.timeql.plan.Plan;
import dev.rearview.timeql.plan.Planner;
import dev.rearview.timeql.plan.Request;
import dev.rearview.timeql.plan.Subqueries;
import dev.rearview.timeql.syntax.Statement;
import dev.rearview.timeql.syntax.Syntax;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Answers a statement over files: both parts of it run here. */
final class LocalScan {
  private final LocalFiles files;
  private final Report report;
  private final SpillArea spill;

  LocalScan(LocalFiles files, Report report, SpillArea spill) {
    this.files = files;
    this.report = report;
    this.spill = spill;
  }

  /**
   * Answers.
   *
   * @throws dev.rearview.timeql.syntax.TimeQlException where the statement is wrong
   * @throws Failure where files cannot answer it
   */
  void answer(String text, Request request, WritingSink sink) {
    report.asked(LocalFiles.NODE);
    Statement statement = Syntax.statement(text);
    Planner.check(statement, request);
    Optional<Statement.Select> subquery = Subqueries.next(statement);
    while (subquery.isPresent()) {
      List<@Nullable Object> values = values(subquery.get(), request);
      statement = Subqueries.bind(statement, subquery.get(), values);
      subquery = Subqueries.next(statement);
    }
    answer(Planner.plan(statement, request), sink);
    report.answered(LocalFiles.NODE);
  }

  private List<@Nullable Object> values(Statement.Select subquery, Request request) {
    List<@Nullable Object> values = new ArrayList<>();
    Plan.Scanned plan =
        (Plan.Scanned) Planner.plan(subquery, request.withMaxRows(Subqueries.MAX_VALUES));
    scanned(
        plan,
        new RowSink() {
          @Override
          public void columns(List<String> names) {
            // one, as was checked
          }

          @Override
          public boolean row(Map<String, @Nullable Object> row) {
            values.add(row.values().iterator().next());
            return true;
          }
        });
    return values;
  }

  private void answer(Plan plan, WritingSink sink) {
    switch (plan) {
      case Plan.Explain explain -> {
        if (explain.analyze()) {
          answer(explain.plan(), new WritingSink(new NoWriter()));
        }
        sink.columns(List.of("step", "what"));
        for (int i = 0; i < explain.text().size(); i++) {
          Map<String, @Nullable Object> row = new LinkedHashMap<>();
          row.put("step", i + 1L);
          row.put("what", explain.text().get(i));
          sink.row(row);
        }
      }
      case Plan.Rows rows when rows.follow() -> follow(rows, sink);
      case Plan.Match match when match.follow() -> follow(match, sink);
      case Plan.Scanned scanned -> scanned(scanned, sink);
      case Plan.ShowFormats formats -> {
        sink.columns(FormatTable.COLUMNS);
        FormatTable.rows(files.formats()).forEach(sink::row);
      }
      default ->
          throw Failure.wrong(
              "scan answers SELECT, MATCH, SESSIONS, SESSION, TIMELINE and SHOW FORMATS; for this"
                  + " statement ask a server: rearview query");
    }
  }

  private void scanned(Plan.Scanned plan, RowSink sink) {
    ScanCounters counters = new ScanCounters();
    List<LocalAnswer> answers = new ArrayList<>();
    long begin = System.nanoTime();
    List<Fragment> fragments = fragments(plan);
    for (Fragment fragment : fragments) {
      answers.add(new LocalAnswer(fragment, files, counters, fragments.size() > 1, spill));
    }
    Outcome outcome;
    try {
      answers.forEach(LocalAnswer::start);
      outcome = Merge.run(plan, answers, List::of, sink, spill);
    } finally {
      answers.forEach(LocalAnswer::close);
    }
    tell(outcome);
    report(counters, answers.stream().map(LocalAnswer::counts).toList(), begin);
  }

  /** Files are logs; where a statement also reads events, the logs are all that is here. */
  private static List<Fragment> fragments(Plan.Scanned plan) {
    List<Fragment> onNodes = new ArrayList<>();
    List<Fragment> events = new ArrayList<>();
    for (Fragment fragment : plan.fragments()) {
      switch (fragment.source().kind()) {
        case LOGS, FILE -> onNodes.add(fragment);
        case EVENTS -> events.add(fragment);
        case CHANGES, ANOMALIES, ALERTS, NODES ->
            throw Failure.wrong(
                "scan reads files of logs; for %s ask a server: rearview query"
                    .formatted(fragment.source()));
      }
    }
    return onNodes.isEmpty() ? events : onNodes;
  }

  private void tell(Outcome outcome) {
    outcome.boundsHit().forEach(report::limit);
    outcome.warnings().forEach(report::warn);
    if (outcome.limited()) {
      report.limited();
    }
    if (outcome.cut()) {
      report.cutAtMaxRows(outcome.rows());
    }
  }

  private void report(ScanCounters counters, List<FragmentCounts> counts, long beginNanos) {
    ScanCounters.Snapshot read = counters.snapshot();
    if (files.found().streams().isEmpty() && files.found().unreadable().isEmpty()) {
      report.warn("no log file was found in what was given; --include names patterns of files");
    }
    Map<String, String> unreadable = new LinkedHashMap<>();
    for (Unreadable file : files.found().unreadable()) {
      unreadable.put(file.path(), file.reason());
    }
    for (Unreadable file : read.unreadable()) {
      unreadable.put(file.path(), file.reason());
    }
    List<String> bounds = new ArrayList<>(files.found().boundsHit());
    bounds.addAll(read.boundsHit());
    List<String> unknown = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (FragmentCounts one : counts) {
      bounds.addAll(one.boundsHit());
      known.addAll(one.knownFields());
      if (one.records() > 0) {
        unknown.addAll(one.unknownFields());
      }
    }
    unknown.removeIf(field ->
        counts.stream().anyMatch(c -> c.records() > 0 && !c.unknownFields().contains(field)));
    report.place(
        new PlaceReport(
            LocalFiles.NODE,
            false,
            read.filesRead(),
            read.filesSkipped(),
            read.filesSought(),
            (long) read.filesUnreadable() + files.found().unreadable().size(),
            unreadable,
            read.bytes(),
            counts.stream().mapToLong(FragmentCounts::records).sum(),
            counts.stream().mapToLong(FragmentCounts::matches).sum(),
            counts.stream().mapToLong(FragmentCounts::recordsWithoutTime).sum(),
            formats(counts),
            unknown.stream().distinct().toList(),
            known.stream().distinct().toList(),
            counts.stream().mapToLong(FragmentCounts::nullExcluded).sum(),
            bounds.stream().distinct().toList(),
            read.notes(),
            time(
                counts.stream()
                    .mapToLong(FragmentCounts::firstNanos)
                    .filter(nanos -> nanos != LogRecord.NO_TIME)
                    .min()
                    .orElse(LogRecord.NO_TIME)),
            time(
                counts.stream()
                    .mapToLong(FragmentCounts::lastNanos)
                    .max()
                    .orElse(LogRecord.NO_TIME)),
            true,
            0,
            (System.nanoTime() - beginNanos) / 1_000_000));
  }

  private static Map<String, Long> formats(List<FragmentCounts> counts) {
    Map<String, Long> all = new LinkedHashMap<>();
    counts.forEach(
        one -> one.formats().forEach((format, count) -> all.merge(format, count, Long::sum)));
    return all;
  }

  private static @Nullable Instant time(long nanos) {
    return nanos == LogRecord.NO_TIME ? null : Times.instant(nanos);
  }

  /** Goes on with what is written, until the limit is reached or the process is ended. */
  private void follow(Plan.Scanned plan, WritingSink sink) {
    Live live = Live.of(plan, sink);
    ScanCounters counters = new ScanCounters();
    AtomicBoolean enough = new AtomicBoolean();
    long begin = System.nanoTime();
    Fragment fragment = fragments(plan).getFirst();
    List<LogStream> streams = files.streams(fragment.source());
    NodePart part = NodePart.of(fragment);
    Runnable whenIdle =
        () -> {
          enough.set(!live.tick(Times.nanos(Instant.now())));
          sink.pause();
        };
    try (FragmentRun run =
        FragmentRun.start(
            part, files.following(streams, counters, enough::get, whenIdle), enough::get)) {
      for (NodeRow row = run.next(); row != null && !enough.get(); row = run.next()) {
        enough.set(!live.accept(LocalFiles.NODE, row));
      }
      tell(live.outcome());
      report(counters, List.of(run.counts()), begin);
    }
  }
}

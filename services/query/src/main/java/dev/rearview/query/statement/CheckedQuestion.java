package dev.rearview.query.statement;

import dev.rearview.query.request.Deadline;
import dev.rearview.query.upstream.UpstreamException;
import dev.rearview.timeql.answer.Report;
import dev.rearview.timeql.answer.RowSink;
import dev.rearview.timeql.plan.Plan;
import dev.rearview.timeql.plan.Planner;
import dev.rearview.timeql.plan.Request;
import dev.rearview.timeql.plan.Subqueries;
import dev.rearview.timeql.syntax.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is right: its subqueries run first, then it is planned with their values and
 * answered.
 */
final class CheckedQuestion implements Question {
  private final Statement statement;
  private final Request request;
  private final Answers answers;

  CheckedQuestion(Statement statement, Request request, Answers answers) {
    this.statement = statement;
    this.request = request;
    this.answers = answers;
  }

  @Override
  public String name() {
    return statement.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public boolean follows() {
    return switch (statement) {
      case Statement.Select select -> select.follow();
      case Statement.Match match -> match.follow();
      default -> false;
    };
  }

  @Override
  public Map<String, @Nullable Object> run(RowSink rows) {
    Deadline deadline = new Deadline(follows() ? null : request.timeout(), System::nanoTime);
    Report report = new Report();
    BoundedSink bounded =
        new BoundedSink(rows, follows() ? Integer.MAX_VALUE : request.maxRows(), report);
    Asked asked = new Asked(request, deadline, bounded, report);
    try {
      answers.answer(Planner.plan(resolved(asked), request), asked);
    } catch (UpstreamException e) {
      if (!bounded.hasBegun()) {
        throw e;
      }
      report.failed(e.service(), e.detail());
      report.error("upstream", e.detail());
    }
    return report.toMap(
        bounded.count(), deadline.elapsed().toMillis(), Instant.ofEpochMilli(request.nowMs()));
  }

  /** The statement with its subqueries' values in their place, the innermost first. */
  private Statement resolved(Asked asked) {
    Statement open = statement;
    Optional<Statement.Select> next = Subqueries.next(open);
    while (next.isPresent()) {
      Plan plan = Planner.plan(next.get(), request.withMaxRows(Request.LARGEST_MAX_ROWS));
      List<@Nullable Object> values = answers.values((Plan.Scanned) plan, asked);
      open = Subqueries.bind(open, next.get(), values);
      next = Subqueries.next(open);
    }
    return open;
  }
}

package dev.rearview.query.statement;

import dev.rearview.query.request.Deadline;
import dev.rearview.query.upstream.Told;
import dev.rearview.timeql.answer.Report;
import dev.rearview.timeql.answer.RowSink;
import dev.rearview.timeql.plan.Request;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a statement is answered with: the circumstances, where its rows go, and the report that is
 * written meanwhile.
 */
record Asked(Request request, Deadline deadline, RowSink rows, Report report) {

  String world() {
    return request.world();
  }

  /** The same, with the rows going elsewhere. */
  Asked into(RowSink sink) {
    return new Asked(request, deadline, sink, report);
  }

  /** The same, with a report of its own. */
  Asked reporting(Report own) {
    return new Asked(request, deadline, rows, own);
  }

  /**
   * Gives rows until a limit or the answer's bound.
   *
   * @param limit of the statement
   */
  void give(List<Map<String, @Nullable Object>> all, int limit) {
    int given = 0;
    for (Map<String, @Nullable Object> row : all) {
      if (given == limit) {
        report.cut(all.size(), limit, request.maxRows());
        return;
      }
      if (!rows.row(row)) {
        return;
      }
      given++;
    }
  }

  /** Asks the one service that knows, and gives what it tells. */
  void tell(String service, List<String> columns, int limit, Callable<Told> question) {
    Told told = ask(service, question);
    note(service, told);
    rows.columns(columns);
    give(told.rows(), limit);
  }

  private void note(String service, Told told) {
    report.lag(service, told.lag());
    told.limits().forEach(report::limit);
    told.warnings().forEach(report::warn);
  }

  /** Asks a service; the report says that it was asked. */
  <T> T ask(String service, Callable<T> question) {
    report.asked(service);
    try {
      T answer = question.call();
      report.answered(service);
      return answer;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a question throws no checked exception", e);
    }
  }
}

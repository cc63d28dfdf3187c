package dev.rearview.query.api;

import dev.rearview.http.api.Problem;
import dev.rearview.http.api.ProblemException;
import dev.rearview.query.answer.RowPipe;
import dev.rearview.query.request.QueryRequest;
import dev.rearview.query.statement.Question;
import dev.rearview.query.upstream.UpstreamException;
import dev.rearview.timeql.answer.AnswerFormat;
import dev.rearview.timeql.answer.AnswerWriter;
import dev.rearview.timeql.syntax.TimeQlException;
import io.grpc.Context;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One statement while it runs: a thread of its own makes the rows, the request's thread writes
 * them. When the client goes, every call that the statement made is cancelled.
 */
final class RunningQuery {
  private static final Logger LOG = Logger.getLogger(RunningQuery.class);
  private static final String TRAILER = "Rearview-Report";

  private final Question question;
  private final QueryRequest request;
  private final QueryWatch watch;
  private final Runnable onEnd;
  private final RowPipe pipe = new RowPipe();
  private final Context.CancellableContext calls = Context.ROOT.withCancellation();
  private final long startNanos = System.nanoTime();
  private @Nullable Thread thread;

  RunningQuery(Question question, QueryRequest request, QueryWatch watch, Runnable onEnd) {
    this.question = question;
    this.request = request;
    this.watch = watch;
    this.onEnd = onEnd;
  }

  synchronized void start() {
    watch.started();
    thread = Thread.ofVirtual().name("query").start(calls.wrap(this::run));
  }

  /** Stops whatever it still does. */
  synchronized void cancel() {
    pipe.cancel();
    calls.cancel(null);
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void run() {
    CountingSink rows = new CountingSink(pipe);
    String outcome = "failed";
    try {
      Map<String, @Nullable Object> report = question.run(rows);
      outcome =
          pipe.isCancelled()
              ? "cancelled"
              : Boolean.TRUE.equals(report.get("complete")) ? "complete" : "partial";
      pipe.end(report);
    } catch (RuntimeException e) {
      outcome = pipe.isCancelled() ? "cancelled" : "failed";
      pipe.fail(e);
    } finally {
      onEnd.run();
      calls.cancel(null);
      Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
      watch.ended(question.name(), request.circumstances().world(), outcome, rows.count(), took);
    }
  }

  /**
   * What writes the answer, once it is sure that there is one: a statement that fails before its
   * first row ends with a problem document instead.
   */
  StreamingOutput opened(HttpServerResponse response) {
    if (question.follows()) {
      return out -> write(null, out, response);
    }
    RowPipe.Item first = take();
    if (first instanceof RowPipe.Item.Columns) {
      RowPipe.Item columns = first;
      RowPipe.Item second = take();
      failIfFailed(second);
      return out -> {
        AnswerWriter writer = AnswerWriter.of(request.format(), out);
        writer.columns(((RowPipe.Item.Columns) columns).names());
        write(writer, second, out, response);
      };
    }
    failIfFailed(first);
    return out -> write(first, out, response);
  }

  private RowPipe.@Nullable Item take() {
    try {
      return pipe.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancel();
      return null;
    }
  }

  private static void failIfFailed(RowPipe.@Nullable Item item) {
    if (item instanceof RowPipe.Item.Failed failed) {
      throw problem(failed.cause());
    }
  }

  private void write(RowPipe.@Nullable Item first, OutputStream out, HttpServerResponse response)
      throws IOException {
    write(AnswerWriter.of(request.format(), out), first, out, response);
  }

  private void write(
      AnswerWriter writer,
      RowPipe.@Nullable Item first,
      OutputStream out,
      HttpServerResponse response)
      throws IOException {
    try {
      RowPipe.Item item = first == null ? take() : first;
      while (item != null && writeOne(writer, item, out, response)) {
        if (pipe.isEmpty()) {
          writer.pause();
        }
        item = take();
      }
    } catch (IOException e) {
      LOG.debug("the client went away", e);
      throw e;
    } finally {
      cancel();
    }
  }

  /** Whether there is more to come. */
  private boolean writeOne(
      AnswerWriter writer, RowPipe.Item item, OutputStream out, HttpServerResponse response)
      throws IOException {
    switch (item) {
      case RowPipe.Item.Columns columns -> writer.columns(columns.names());
      case RowPipe.Item.Row row -> writer.row(row.values());
      case RowPipe.Item.End end -> {
        finish(writer, end.report(), out, response);
        return false;
      }
      case RowPipe.Item.Failed failed -> {
        Problem problem = problem(failed.cause()).problem();
        Map<String, @Nullable Object> error =
            Map.of("code", problem.code(), "detail", problem.detail());
        finish(writer, Map.of("complete", false, "error", error), out, response);
        return false;
      }
    }
    return true;
  }

  private void finish(
      AnswerWriter writer,
      Map<String, @Nullable Object> report,
      OutputStream out,
      HttpServerResponse response)
      throws IOException {
    if (request.format() == AnswerFormat.CSV) {
      response.putHeader("Trailer", TRAILER);
      writer.end(report);
      out.flush();
      response.putTrailer(TRAILER, AnswerWriter.headerText(report));
    } else {
      writer.end(report);
    }
  }

  private static ProblemException problem(RuntimeException cause) {
    return switch (cause) {
      case ProblemException e -> e;
      case UpstreamException e -> upstream(e);
      case TimeQlException e ->
          ProblemException.badRequest(
              e.code().text(), e.getMessage() == null ? "" : e.getMessage());
      default -> {
        LOG.error("statement failed", cause);
        yield new ProblemException(
            Problem.of(500, "internal", "an internal error; the service's log has the cause"));
      }
    };
  }

  private static ProblemException upstream(UpstreamException e) {
    Map<String, Object> who = Map.of("service", e.service());
    return switch (e.reason()) {
      case NOT_FOUND -> new ProblemException(Problem.of(404, "not_found", e.detail(), who));
      case REFUSED -> new ProblemException(Problem.of(400, "refused", e.detail(), who));
      case UNAVAILABLE, CANCELLED ->
          new ProblemException(Problem.of(503, "upstream_unavailable", e.detail(), who));
      case TOO_LATE -> new ProblemException(Problem.of(504, "upstream_timeout", e.detail(), who));
      case FAILED -> new ProblemException(Problem.of(502, "upstream_failed", e.detail(), who));
    };
  }
}

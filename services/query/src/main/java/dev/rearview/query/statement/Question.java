package dev.rearview.query.statement;

import dev.rearview.timeql.answer.RowSink;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A statement that was found right and can be answered. */
public interface Question {
  /** What kind of statement it is, for logs and metrics. */
  String name();

  /** Whether its answer goes on until nobody listens. */
  boolean follows();

  /**
   * Answers it.
   *
   * @return the report of completeness
   * @throws dev.rearview.query.upstream.UpstreamException where the only one who knows is away
   */
  Map<String, @Nullable Object> run(RowSink rows);
}

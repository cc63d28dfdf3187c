package dev.rearview.query.statement;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import dev.rearview.model.ComponentId;
import dev.rearview.query.upstream.History;
import dev.rearview.query.upstream.Seen;
import dev.rearview.query.upstream.SeenComponent;
import dev.rearview.timeql.plan.Condition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the components that a WHERE means. */
final class Components {
  static final String REPLAY = "replay";

  private final History history;

  Components(History history) {
    this.history = history;
  }

  /**
   * The ids of the components seen by a time that a condition lets through.
   *
   * @param where null: all
   */
  List<String> matching(Asked asked, @Nullable Condition where, long atMs) {
    Seen seen =
        asked.ask(
            REPLAY, () -> history.components(asked.world(), atMs, asked.deadline().forOthers()));
    asked.report().lag(REPLAY, seen.lag());
    if (seen.truncated()) {
      asked
          .report()
          .limit(
              "only the first %,d components were looked at".formatted(seen.components().size()));
    }
    return seen.components().stream()
        .filter(component -> where == null || where.holds(record(component)))
        .map(SeenComponent::component)
        .toList();
  }

  /** The row over which a component's condition is evaluated. */
  static LogRecord record(SeenComponent seen) {
    ComponentId id = ComponentId.tryParse(seen.component());
    return MapRecord.builder()
        .ts(Instant.ofEpochMilli(seen.lastMs()))
        .put("component", seen.component())
        .put("service", seen.service())
        .put("namespace", id == null || id.namespace().isEmpty() ? null : id.namespace())
        .put("name", id == null ? seen.component() : id.name())
        .put("events", seen.events())
        .put("errors", seen.errors())
        .put("first_ts", Instant.ofEpochMilli(seen.firstMs()))
        .put("last_ts", Instant.ofEpochMilli(seen.lastMs()))
        .build();
  }
}

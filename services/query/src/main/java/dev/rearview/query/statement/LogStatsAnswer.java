package dev.rearview.query.statement;

import dev.rearview.query.upstream.History;
import java.util.List;

/** {@code SHOW LOG STATS}: one row. */
final class LogStatsAnswer {
  private static final List<String> COLUMNS =
      List.of(
          "world",
          "events",
          "last_seq",
          "first_ts",
          "last_ts",
          "components",
          "sessions",
          "errors",
          "events_per_second",
          "req_id_window_ms",
          "head_hash",
          "json_bytes",
          "disk_bytes",
          "by_kind",
          "by_level");

  private final History history;

  LogStatsAnswer(History history) {
    this.history = history;
  }

  void answer(Asked asked) {
    asked.tell(
        Components.REPLAY,
        COLUMNS,
        1,
        () -> history.statistics(asked.world(), asked.deadline().forOthers()));
  }
}

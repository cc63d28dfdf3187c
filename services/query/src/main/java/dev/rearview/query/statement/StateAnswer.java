package dev.rearview.query.statement;

import dev.rearview.query.upstream.History;
import dev.rearview.query.upstream.StateView;
import dev.rearview.timeql.plan.Plan;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code STATE AT}, {@code STATE OF}: a row for each component. */
final class StateAnswer {
  private static final List<String> COLUMNS =
      List.of(
          "component",
          "ts",
          "state",
          "observed",
          "note",
          "events_used",
          "newest_event",
          "newest_seq",
          "newest_ts",
          "first_ts",
          "last_ts",
          "events",
          "skipped");

  private final History history;
  private final Components components;

  StateAnswer(History history, Components components) {
    this.history = history;
    this.components = components;
  }

  void answer(Plan.State plan, Asked asked) {
    List<String> wanted =
        plan.component() != null
            ? List.of(plan.component())
            : components.matching(asked, plan.where(), plan.toMs());
    asked.rows().columns(COLUMNS);
    int given = 0;
    for (String component : wanted) {
      if (given == plan.limit()) {
        asked.report().cut(wanted.size(), plan.limit(), asked.request().maxRows());
        return;
      }
      StateView view =
          asked.ask(
              Components.REPLAY,
              () ->
                  history.state(
                      asked.world(),
                      component,
                      plan.fromMs(),
                      plan.toMs(),
                      asked.deadline().forOthers()));
      note(view, asked);
      if (!asked.rows().row(row(view))) {
        return;
      }
      given++;
    }
  }

  private static void note(StateView view, Asked asked) {
    asked.report().lag(Components.REPLAY, view.lag());
    if (view.truncated()) {
      asked.report().limit("the state of %s was cut".formatted(view.component()));
    }
    if (!view.observed()) {
      asked
          .report()
          .warn(
              "%s was not observed by then, which is not the same as unchanged"
                  .formatted(view.component()));
    }
  }

  private static Map<String, @Nullable Object> row(StateView view) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("component", view.component());
    row.put("ts", Instant.ofEpochMilli(view.atMs()));
    row.put("state", StateJson.value(view.stateJson()));
    row.put("observed", view.observed());
    row.put("note", view.note().isEmpty() ? null : view.note());
    row.put("events_used", view.eventsUsed());
    row.put("newest_event", view.newestId());
    row.put("newest_seq", view.newestId() == null ? null : view.newestSeq());
    row.put("newest_ts", time(view.newestMs()));
    row.put("first_ts", time(view.firstMs()));
    row.put("last_ts", time(view.lastMs()));
    row.put("events", view.eventIds());
    row.put("skipped", view.skipped());
    return row;
  }

  private static @Nullable Instant time(@Nullable Long epochMillis) {
    return epochMillis == null ? null : Instant.ofEpochMilli(epochMillis);
  }
}

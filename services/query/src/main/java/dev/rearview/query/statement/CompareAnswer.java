package dev.rearview.query.statement;

import dev.rearview.engine.record.Values;
import dev.rearview.query.upstream.History;
import dev.rearview.query.upstream.StateView;
import dev.rearview.timeql.answer.RowSink;
import dev.rearview.timeql.plan.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code COMPARE}: a row for each measure and subject with its value at both times; without
 * measures a row for each place where a component's state differs.
 */
final class CompareAnswer {
  private static final List<String> COLUMNS =
      List.of("measure", "subject", "before", "after", "change", "change_percent");

  private final ScannedAnswer scanned;
  private final History history;
  private final Components components;

  CompareAnswer(ScannedAnswer scanned, History history, Components components) {
    this.scanned = scanned;
    this.history = history;
    this.components = components;
  }

  void answer(Plan.Compare plan, Asked asked) {
    asked.rows().columns(COLUMNS);
    RowSink limited = new LimitedSink(asked.rows(), plan.limit());
    if (plan.measures().isEmpty()) {
      compareStates(plan, asked.into(limited));
      return;
    }
    for (Plan.Measure measure : plan.measures()) {
      compareMeasure(measure, asked.into(limited));
    }
  }

  private void compareMeasure(Plan.Measure measure, Asked asked) {
    Map<String, @Nullable Object> before = values(measure.before(), asked);
    Map<String, @Nullable Object> after = values(measure.after(), asked);
    TreeSet<String> subjects = new TreeSet<>(before.keySet());
    subjects.addAll(after.keySet());
    if (subjects.isEmpty()) {
      asked.report().warn("no record has a value of %s at either time".formatted(measure.name()));
    }
    for (String subject : subjects) {
      if (!asked
          .rows()
          .row(row(measure.name(), subject, before.get(subject), after.get(subject)))) {
        return;
      }
    }
  }

  /** Values by subject. */
  private Map<String, @Nullable Object> values(Plan.Groups plan, Asked asked) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    RowSink sink =
        new RowSink() {
          @Override
          public void columns(List<String> names) {
            // subject and value
          }

          @Override
          public boolean row(Map<String, @Nullable Object> row) {
            Object subject = row.get("subject");
            values.put(subject == null ? "" : Values.text(subject), row.get("value"));
            return true;
          }
        };
    scanned.answer(plan, asked.into(sink));
    return values;
  }

  private void compareStates(Plan.Compare plan, Asked asked) {
    long over = plan.overMs() == null ? 0 : plan.overMs();
    long beforeMs = plan.beforeMs() + over;
    long afterMs = plan.afterMs() + over;
    for (String component : components.matching(asked, plan.where(), Math.max(beforeMs, afterMs))) {
      StateView before = state(component, beforeMs, asked);
      StateView after = state(component, afterMs, asked);
      asked.report().lag(Components.REPLAY, Math.max(before.lag(), after.lag()));
      for (StateJson.Difference difference :
          StateJson.between(
              StateJson.value(before.stateJson()), StateJson.value(after.stateJson()))) {
        if (!asked
            .rows()
            .row(
                row(
                    "state" + difference.path(),
                    component,
                    difference.before(),
                    difference.after()))) {
          return;
        }
      }
    }
  }

  private StateView state(String component, long atMs, Asked asked) {
    return asked.ask(
        Components.REPLAY,
        () -> history.state(asked.world(), component, null, atMs, asked.deadline().forOthers()));
  }

  private static Map<String, @Nullable Object> row(
      String measure, String subject, @Nullable Object before, @Nullable Object after) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("measure", measure);
    row.put("subject", subject);
    row.put("before", before);
    row.put("after", after);
    Number from = Values.number(before);
    Number to = Values.number(after);
    row.put("change", from == null || to == null ? null : difference(from, to));
    row.put("change_percent", from == null || to == null ? null : percent(from, to));
    return row;
  }

  private static @Nullable Double percent(Number from, Number to) {
    double base = from.doubleValue();
    return base == 0 ? null : (to.doubleValue() - base) / Math.abs(base) * 100;
  }

  private static Number difference(Number from, Number to) {
    if (from instanceof Long a && to instanceof Long b) {
      return b - a;
    }
    return to.doubleValue() - from.doubleValue();
  }
}

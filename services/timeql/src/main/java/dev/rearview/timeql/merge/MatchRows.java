package dev.rearview.timeql.merge;

import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.Times;
import dev.rearview.engine.sequence.SequenceMatch;
import dev.rearview.timeql.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A match as rows of the answer: one, or one for each of its rows. */
final class MatchRows {
  private final Plan.Match plan;

  MatchRows(Plan.Match plan) {
    this.plan = plan;
  }

  List<Map<String, @Nullable Object>> of(
      SequenceMatch match, long number, SequenceMatch.Status status) {
    if (!plan.pattern().allRows()) {
      return List.of(one(match, number, status));
    }
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (SequenceMatch.Row row : match.rows()) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      values.put("match", number);
      values.put("status", status.name());
      values.put("step", row.step());
      values.put("ts", row.record().ts());
      values.put("node", row.record().node());
      for (String name : plan.inputs()) {
        values.putIfAbsent(name, row.record().get(Field.named(name)));
      }
      rows.add(values);
    }
    return rows;
  }

  private Map<String, @Nullable Object> one(
      SequenceMatch match, long number, SequenceMatch.Status status) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("match", number);
    values.put("status", status.name());
    long first = match.first().tsNanos();
    long last = match.last().tsNanos();
    values.put("start", Times.instant(first));
    values.put("end", Times.instant(last));
    values.put("duration", Duration.ofNanos(last - first));
    for (int i = 0; i < plan.by().size(); i++) {
      values.put(plan.by().get(i), match.key().get(i));
    }
    for (Plan.ShownStep step : plan.shown()) {
      LogRecord row = match.lastByStep().get(step.name());
      values.put(step.name() + ".ts", row == null ? null : row.ts());
      for (String field : step.fields()) {
        values.put(step.name() + "." + field, row == null ? null : row.get(Field.named(field)));
      }
    }
    return values;
  }
}

package dev.rearview.timeql.plan;

import java.util.ArrayList;
import java.util.List;

/** The columns of a MATCH's answer. */
final class MatchColumns {
  private MatchColumns() {}

  static List<String> of(Plan.Match match) {
    List<String> columns = new ArrayList<>();
    columns.add("match");
    columns.add("status");
    if (match.pattern().allRows()) {
      columns.addAll(List.of("step", "ts", "node"));
      match.inputs().stream().filter(name -> !columns.contains(name)).forEach(columns::add);
      return columns;
    }
    columns.addAll(List.of("start", "end", "duration"));
    columns.addAll(match.by());
    for (Plan.ShownStep step : match.shown()) {
      columns.add(step.name() + ".ts");
      step.fields().forEach(field -> columns.add(step.name() + "." + field));
    }
    return columns;
  }
}

package dev.rearview.query.statement;

import dev.rearview.engine.record.Amount;
import dev.rearview.timeql.answer.PlaceReport;
import dev.rearview.timeql.answer.RowSink;
import dev.rearview.timeql.plan.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code EXPLAIN}: a row for each step; with ANALYZE the statement runs, and its cost follows. */
final class ExplainAnswer {
  private static final List<String> COLUMNS = List.of("step", "detail");

  private final Answers answers;

  ExplainAnswer(Answers answers) {
    this.answers = answers;
  }

  void answer(Plan.Explain plan, Asked asked) {
    asked.rows().columns(COLUMNS);
    for (int i = 0; i < plan.text().size(); i++) {
      asked.rows().row(row("plan", plan.text().get(i)));
    }
    if (plan.analyze()) {
      analyze(plan.plan(), asked);
    }
  }

  private void analyze(Plan plan, Asked asked) {
    RowCount rows = new RowCount();
    answers.answer(plan, asked.into(rows));
    for (PlaceReport place : asked.report().places()) {
      asked.rows().row(row(place.place(), cost(place)));
    }
    asked
        .rows()
        .row(
            row(
                "answer",
                "%s in %,d ms"
                    .formatted(
                        Amount.of(rows.count, "row"), asked.deadline().elapsed().toMillis())));
  }

  private static String cost(PlaceReport place) {
    return "%s read, %,d skipped, %,d bytes, %s, %s, %,d ms"
        .formatted(
            Amount.of(place.filesRead(), "file"),
            place.filesSkipped(),
            place.bytes(),
            Amount.of(place.records(), "record"),
            Amount.of(place.matches(), "match", "matches"),
            place.elapsedMillis());
  }

  private static Map<String, @Nullable Object> row(String step, String detail) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("step", step);
    row.put("detail", detail);
    return row;
  }

  /** Counts rows and keeps none. */
  private static final class RowCount implements RowSink {
    private long count;

    @Override
    public void columns(List<String> names) {
      // nobody wants them
    }

    @Override
    public boolean row(Map<String, @Nullable Object> row) {
      count++;
      return true;
    }
  }
}

package dev.rearview.timeql.merge;

import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.engine.record.Values;
import dev.rearview.timeql.answer.RowSink;
import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.plan.Plan;
import dev.rearview.timeql.syntax.Position;
import dev.rearview.timeql.syntax.TimeQlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One session's timeline. Where the key was looked for in several fields, one of them must hold it
 * in every match; else the user must choose.
 */
final class SessionMerge {
  private final Plan.Session plan;
  private final List<? extends NodeAnswer> answers;
  private final long[] found;
  private long matches;

  SessionMerge(Plan.Session plan, List<? extends NodeAnswer> answers) {
    this.plan = plan;
    this.answers = answers;
    this.found = new long[plan.by().size()];
  }

  Outcome run(RowSink sink) {
    List<Map<String, @Nullable Object>> held = new ArrayList<>();
    Outcome outcome =
        new RowsMerge(plan.rows(), answers.stream().map(Watched::new).toList())
            .run(
                new RowSink() {
                  @Override
                  public void columns(List<String> names) {
                    // named before
                  }

                  @Override
                  public boolean row(Map<String, @Nullable Object> row) {
                    held.add(row);
                    return true;
                  }
                });
    refuseAmbiguous();
    for (Map<String, @Nullable Object> row : held) {
      if (!sink.row(row)) {
        break;
      }
    }
    return outcome;
  }

  private void refuseAmbiguous() {
    boolean one = matches == 0;
    for (long count : found) {
      one |= count == matches;
    }
    if (!one) {
      String choices =
          IntStream.range(0, found.length)
              .filter(i -> found[i] > 0)
              .mapToObj(i ->
                  "SESSION '%s' BY %s (%,d records)"
                      .formatted(plan.key().replace("'", "''"), plan.by().get(i), found[i]))
              .collect(Collectors.joining(", "));
      throw TimeQlException.meaning(
          Position.NONE, "'" + plan.key() + "' as a key of different kinds", "one of " + choices);
    }
  }

  private void seen(NodeRow row) {
    if (row.context()) {
      return;
    }
    matches++;
    for (int i = 0; i < found.length; i++) {
      Object value = row.values().get(plan.byPlaces().get(i));
      if (value != null && Values.text(value).equals(plan.key())) {
        found[i]++;
      }
    }
  }

  private final class Watched implements NodeAnswer {
    private final NodeAnswer answer;

    Watched(NodeAnswer answer) {
      this.answer = answer;
    }

    @Override
    public String node() {
      return answer.node();
    }

    @Override
    public @Nullable NodeRow next() {
      NodeRow row = answer.next();
      if (row != null) {
        seen(row);
      }
      return row;
    }

    @Override
    public @Nullable PartialGroup nextGroup() {
      return answer.nextGroup();
    }
  }
}

package dev.rearview.timeql.merge;

import dev.rearview.engine.record.Times;
import dev.rearview.engine.sequence.SequenceLimits;
import dev.rearview.engine.sequence.SequenceMachine;
import dev.rearview.engine.sequence.SequenceMatch;
import dev.rearview.engine.sequence.SequencePattern;
import dev.rearview.timeql.answer.RowSink;
import dev.rearview.timeql.plan.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sequences over the ordered merge of what the nodes sent. */
final class MatchMerge {
  /** Matches held before they are ordered by their first row. */
  private static final int MOST_HELD = 200_000;

  private final Plan.Match plan;
  private final List<? extends NodeAnswer> answers;
  private final List<SequenceMatch> matches = new ArrayList<>();
  private long notHeld;

  MatchMerge(Plan.Match plan, List<? extends NodeAnswer> answers) {
    this.plan = plan;
    this.answers = answers;
  }

  Outcome run(Supplier<List<String>> missing, RowSink sink) {
    SequenceMachine machine =
        new SequenceMachine(plan.pattern(), SequenceLimits.DEFAULT, this::found);
    boolean union = plan.fragments().size() > 1;
    OrderedRows rows = new OrderedRows(answers, union ? plan.inputs().size() - 1 : -1, false);
    for (Carried row = rows.next(); row != null; row = rows.next()) {
      machine.accept(row.named(plan.inputs()).build());
    }
    machine.finish(coveredUntil());
    Giving giving = new Giving(sink, plan.limit(), plan.limitIsAsked());
    give(giving, missing.get());
    giving.bounds(rows.boundsHit());
    giving.bounds(machine.boundsHit());
    giving.warnings(machine.warnings());
    if (machine.withoutTime() > 0) {
      giving.warnings(
          List.of(
              "%,d records without a time could take part in no sequence"
                  .formatted(machine.withoutTime())));
    }
    if (notHeld > 0) {
      giving.bounds(
          List.of("%,d of more than %,d matches are not shown".formatted(notHeld, MOST_HELD)));
    }
    return giving.outcome();
  }

  private void found(SequenceMatch match) {
    if (matches.size() < MOST_HELD) {
      matches.add(match);
    } else {
      notHeld++;
    }
  }

  /** Data is asked for until the end of the range, or now; what lies after may still come. */
  private long coveredUntil() {
    long now = Times.ofMillis(plan.fragments().getFirst().nowMs());
    return plan.range().hasTo() ? Math.min(plan.range().toNanos(), now) : now;
  }

  private void give(Giving giving, List<String> missing) {
    matches.sort(
        Comparator.comparingLong((SequenceMatch m) -> m.first().tsNanos())
            .thenComparingLong(SequenceMatch::id));
    int from = plan.last() ? Math.max(0, matches.size() - plan.limit()) : 0;
    if (from > 0) {
      giving.leftOut();
    }
    boolean absence =
        plan.pattern().elements().stream().anyMatch(SequencePattern.Absent.class::isInstance);
    MatchRows rows = new MatchRows(plan);
    for (int i = from; i < matches.size(); i++) {
      SequenceMatch match = matches.get(i);
      SequenceMatch.Status status =
          absence && !missing.isEmpty() ? SequenceMatch.Status.UNPROVEN : match.status();
      if (!giveRows(giving, rows.of(match, i + 1L, status))) {
        return;
      }
    }
  }

  private static boolean giveRows(Giving giving, List<Map<String, @Nullable Object>> rows) {
    boolean more = true;
    for (int i = 0; i < rows.size() && more; i++) {
      more = i == 0 ? giving.match(rows.get(i)) : giving.context(rows.get(i));
    }
    return more;
  }
}

package dev.rearview.timeql.merge;

import dev.rearview.engine.order.SpillArea;
import dev.rearview.engine.order.SpillingSort;
import dev.rearview.engine.record.ColumnRecord;
import dev.rearview.engine.record.Columns;
import dev.rearview.engine.record.Times;
import dev.rearview.engine.sequence.SequenceLimits;
import dev.rearview.engine.sequence.SequenceMachine;
import dev.rearview.engine.sequence.SequenceMatch;
import dev.rearview.engine.sequence.SequencePattern;
import dev.rearview.timeql.answer.RowSink;
import dev.rearview.timeql.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sequences over what the nodes sent. It comes in any order; a sort that may spill to a disk puts
 * it in the order of time.
 */
final class MatchMerge {
  private final Plan.Match plan;
  private final List<? extends NodeAnswer> answers;
  private final SpillArea area;
  private final FoundMatches matches;

  MatchMerge(Plan.Match plan, List<? extends NodeAnswer> answers, SpillArea area) {
    this.plan = plan;
    this.answers = answers;
    this.area = area;
    this.matches = new FoundMatches(plan.limit(), plan.last());
  }

  Outcome run(Supplier<List<String>> missing, RowSink sink) {
    SequenceMachine machine =
        new SequenceMachine(plan.pattern(), SequenceLimits.DEFAULT, matches::add);
    Giving giving = new Giving(sink, plan.limit(), plan.limitIsAsked());
    OnceById once = new OnceById(plan.fragments().size() > 1 ? plan.inputs().size() - 1 : -1);
    Columns columns = Columns.of(plan.inputs());
    try (AnyOrder rows = new AnyOrder(answers, columns);
        SpillingSort sorted =
            new SpillingSort(rows::next, columns, SpillingSort.STANDARD_MEMORY, area)) {
      for (ColumnRecord row = sorted.next(); row != null; row = sorted.next()) {
        if (once.isFirst(row)) {
          machine.accept(row);
        }
      }
      giving.bounds(sorted.boundsHit());
    }
    machine.finish(coveredUntil());
    give(giving, missing.get());
    giving.bounds(once.boundsHit());
    giving.bounds(machine.boundsHit());
    giving.warnings(machine.warnings());
    if (machine.withoutTime() > 0) {
      giving.warnings(
          List.of(
              "%,d records without a time could take part in no sequence"
                  .formatted(machine.withoutTime())));
    }
    giving.bounds(matches.boundsHit());
    return giving.outcome();
  }

  /** Data is asked for until the end of the range, or now; what lies after may still come. */
  private long coveredUntil() {
    long now = Times.ofMillis(plan.fragments().getFirst().nowMs());
    return plan.range().hasTo() ? Math.min(plan.range().toNanos(), now) : now;
  }

  private void give(Giving giving, List<String> missing) {
    List<SequenceMatch> wanted = matches.inOrder();
    if (matches.isCut()) {
      giving.leftOut();
    }
    boolean absence =
        plan.pattern().elements().stream().anyMatch(SequencePattern.Absent.class::isInstance);
    MatchRows rows = new MatchRows(plan);
    for (int i = 0; i < wanted.size(); i++) {
      SequenceMatch match = wanted.get(i);
      SequenceMatch.Status status =
          absence && !missing.isEmpty() ? SequenceMatch.Status.UNPROVEN : match.status();
      if (!giveRows(giving, rows.of(match, matches.firstNumber() + i, status))) {
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

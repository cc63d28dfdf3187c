package dev.rearview.timeql.merge;

import dev.rearview.engine.order.SpillArea;
import dev.rearview.engine.order.SpillingSort;
import dev.rearview.engine.record.ColumnRecord;
import dev.rearview.engine.record.Columns;
import dev.rearview.engine.sequence.SequenceLimits;
import dev.rearview.engine.sequence.SequenceMachine;
import dev.rearview.timeql.plan.Plan;
import java.util.List;
import java.util.concurrent.Callable;

/** The sequences of a share of the keys: its rows are sorted, then the machine runs over them. */
final class MatchShare implements Callable<MatchShare> {
  private final AnyOrder.Share rows;
  private final Columns columns;
  private final SpillArea area;
  private final int memory;
  private final long coveredUntil;
  private final OnceById once;
  private final FoundMatches matches;
  private final SequenceMachine machine;
  private List<String> sortBounds = List.of();

  /**
   * @param shares how many there are: each has its part of the bounds
   */
  MatchShare(
      Plan.Match plan,
      AnyOrder.Share rows,
      Columns columns,
      SpillArea area,
      int shares,
      long coveredUntil) {
    this.rows = rows;
    this.columns = columns;
    this.area = area;
    this.memory = SpillingSort.STANDARD_MEMORY / shares;
    this.coveredUntil = coveredUntil;
    this.once = new OnceById(plan.fragments().size() > 1 ? plan.inputs().size() - 1 : -1);
    this.matches = new FoundMatches(plan.limit(), plan.last());
    this.machine =
        new SequenceMachine(plan.pattern(), SequenceLimits.DEFAULT.share(shares), matches::add);
  }

  @Override
  public MatchShare call() {
    try (SpillingSort sorted = new SpillingSort(rows::next, columns, memory, area)) {
      for (ColumnRecord row = sorted.next(); row != null; row = sorted.next()) {
        if (once.isFirst(row)) {
          machine.accept(row);
        }
      }
      sortBounds = sorted.boundsHit();
    }
    machine.finish(coveredUntil);
    return this;
  }

  FoundMatches matches() {
    return matches;
  }

  /** After it has run. */
  SequenceMachine machine() {
    return machine;
  }

  /** Sentences about bounds that were hit, but those of the machine. */
  void boundsHit(Giving giving) {
    giving.bounds(sortBounds);
    giving.bounds(once.boundsHit());
  }
}

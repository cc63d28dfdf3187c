package dev.rearview.timeql.merge;

import dev.rearview.engine.order.RecordOrder;
import dev.rearview.engine.sequence.SequenceMatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Matches as they are found, of which the first or the newest by their first rows are held: one of
 * few rows may be found before one that began earlier.
 */
final class FoundMatches {
  /** Matches held at most. */
  private static final int MOST_HELD = 200_000;

  private static final Comparator<SequenceMatch> ORDER =
      Comparator.comparing(SequenceMatch::first, RecordOrder.BY_TIME)
          .thenComparingLong(SequenceMatch::id);

  private final int most;
  private final boolean last;
  private final boolean bounded;
  private final PriorityQueue<SequenceMatch> held;
  private long found;

  /**
   * @param limit of matches that are wanted; 0: all
   * @param last whether the newest are wanted, else the first
   */
  FoundMatches(int limit, boolean last) {
    this.bounded = limit == 0 || limit > MOST_HELD;
    this.most = bounded ? MOST_HELD : limit;
    this.last = last;
    this.held = new PriorityQueue<>(last ? ORDER : ORDER.reversed());
  }

  void add(SequenceMatch match) {
    found++;
    hold(match);
  }

  /** Takes in what another found. */
  void absorb(FoundMatches other) {
    found += other.found;
    other.held.forEach(this::hold);
  }

  private void hold(SequenceMatch match) {
    held.add(match);
    if (held.size() > most) {
      held.remove();
    }
  }

  /** Those that are held, by their first rows. */
  List<SequenceMatch> inOrder() {
    List<SequenceMatch> matches = new ArrayList<>(held);
    matches.sort(ORDER);
    return matches;
  }

  /** Which match the first of those is among all, from 1. */
  long firstNumber() {
    return last ? found - held.size() + 1 : 1;
  }

  /** Whether there are more. */
  boolean isCut() {
    return found > held.size();
  }

  /** Sentences about bounds that were hit. */
  List<String> boundsHit() {
    return bounded && isCut()
        ? List.of(
            "%,d of more than %,d matches are not shown".formatted(found - held.size(), MOST_HELD))
        : List.of();
  }
}

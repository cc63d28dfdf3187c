package dev.rearview.causality.edge;

import java.util.List;

/**
 * Says which of the marks that met are cause and effect. It looks at nothing else and does not care
 * in which order they came, so that late events lead to the same edges as timely ones.
 */
interface Linker {
  /**
   * @param key under what they met
   * @param seen in the order of events
   */
  List<Link> link(JoinKey key, List<Seen> seen);

  /**
   * Which mark to give up where there are too many; -1 where there are not.
   *
   * @param seen in the order of events
   */
  default int surplus(List<Seen> seen) {
    return seen.size() > JoinWindow.MAX_MARKS ? oldest(seen, s -> true) : -1;
  }

  /** The index of the one that was taken in first. */
  static int oldest(List<Seen> seen, java.util.function.Predicate<Seen> of) {
    int oldest = -1;
    for (int i = 0; i < seen.size(); i++) {
      if (of.test(seen.get(i))
          && (oldest < 0 || seen.get(i).mark().seq() < seen.get(oldest).mark().seq())) {
        oldest = i;
      }
    }
    return oldest;
  }
}

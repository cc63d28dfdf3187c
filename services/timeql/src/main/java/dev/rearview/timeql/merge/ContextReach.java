package dev.rearview.timeql.merge;

import dev.rearview.engine.context.ContextSize;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Which rows of the nodes' windows lie around the matches that the answer has: a node's window may
 * reach further, because of matches that the limit leaves out.
 */
final class ContextReach {
  private final ContextSize size;

  ContextReach(ContextSize size) {
    this.size = size;
  }

  /**
   * The wanted matches and the rows around them.
   *
   * @param windows rows of one stream each, without a gap, in its order
   */
  Set<Carried> around(Set<Carried> wanted, Collection<List<Carried>> windows) {
    Set<Carried> shown = Collections.newSetFromMap(new IdentityHashMap<>());
    for (List<Carried> window : windows) {
      for (int i = 0; i < window.size(); i++) {
        if (wanted.contains(window.get(i))) {
          around(window, i, shown);
        }
      }
    }
    return shown;
  }

  private void around(List<Carried> window, int match, Set<Carried> shown) {
    for (int i = match; i >= 0 && reaches(window, match, i, size.before()); i--) {
      shown.add(window.get(i));
    }
    for (int i = match; i < window.size() && reaches(window, match, i, size.after()); i++) {
      shown.add(window.get(i));
    }
  }

  private boolean reaches(List<Carried> window, int match, int other, int rows) {
    if (size.around() == null) {
      return Math.abs(other - match) <= rows;
    }
    Carried a = window.get(match);
    Carried b = window.get(other);
    return !a.hasTime()
        || !b.hasTime()
        || Math.abs(a.tsNanos() - b.tsNanos()) <= size.around().toNanos();
  }
}

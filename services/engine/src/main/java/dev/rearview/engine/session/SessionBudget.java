package dev.rearview.engine.session;

import java.util.List;

/** How many sessions may be held together, and what did not fit. For one thread. */
public final class SessionBudget {
  private final int max;
  private int held;
  private long leftOut;

  /**
   * @param max sessions held at once
   */
  public SessionBudget(int max) {
    this.max = max;
  }

  /** Whether one more may be held. */
  boolean take() {
    if (held >= max) {
      return false;
    }
    held++;
    return true;
  }

  /** Sessions became one. */
  void giveBack(int sessions) {
    held -= sessions;
  }

  void leaveOut(long records) {
    leftOut += records;
  }

  /** Sentences about bounds that were hit. */
  public List<String> boundsHit() {
    return leftOut == 0
        ? List.of()
        : List.of(
            "%,d records were left out because there were more than %,d sessions"
                .formatted(leftOut, max));
  }
}

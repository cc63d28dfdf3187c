package dev.rearview.engine.session;

import dev.rearview.engine.record.Amount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many sessions may be held together, and what did not fit. For one thread. */
public final class SessionBudget {
  /** A power of two. */
  private static final int NAMES = 256;

  private final int max;
  private final @Nullable String[] names = new String[NAMES];
  private int held;
  private long leftOut;

  /**
   * @param max sessions held at once
   */
  public SessionBudget(int max) {
    this.max = max;
  }

  /**
   * The same name as one object where it came lately: sessions hold a few names again and again.
   */
  String shared(String name) {
    int hash = name.hashCode();
    int slot = (hash ^ (hash >>> 8)) & (NAMES - 1);
    String known = names[slot];
    if (known != null && known.equals(name)) {
      return known;
    }
    names[slot] = name;
    return name;
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

  /** How many records were left out. */
  long leftOut() {
    return leftOut;
  }

  /** Sentences about bounds that were hit. */
  public List<String> boundsHit() {
    return leftOut == 0
        ? List.of()
        : List.of(
            "%s because there were more than %,d sessions"
                .formatted(
                    Amount.of(leftOut, "record was left out", "records were left out"), max));
  }
}

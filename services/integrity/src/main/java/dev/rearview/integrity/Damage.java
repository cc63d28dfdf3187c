package dev.rearview.integrity;

import java.util.Comparator;
import java.util.Locale;

/**
 * Something that was done to a log.
 *
 * @param seq the first sequence number that it touches
 * @param detail one sentence, ready to be shown
 */
public record Damage(long seq, Kind kind, String detail) implements Comparable<Damage> {
  private static final Comparator<Damage> ORDER =
      Comparator.comparingLong(Damage::seq)
          .thenComparing(Damage::kind)
          .thenComparing(Damage::detail);

  /** What was done. */
  public enum Kind {
    /** An entry is not the one that was chained, or cannot be read. */
    EDIT,
    /** Entries that were chained are missing. */
    DELETION,
    /** An entry stands at another place than its number says. */
    REORDER,
    /** Numbers are missing although the chain is whole: the log was not numbered densely. */
    GAP,
    /** The end is missing, compared with what the caller expected. */
    TRUNCATION,
    /** Two entries have one number, or the log is another one than the caller expected. */
    FORK;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public int compareTo(Damage other) {
    return ORDER.compare(this, other);
  }
}

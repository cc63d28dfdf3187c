package dev.rearview.engine.pattern;

/**
 * What one pattern may ask of Unicode's tables. RE2/J folds the case of each code point of a range,
 * one by one, and is itself asked here for what its tables hold; both are kept within bounds.
 */
final class ClassBudget {
  /** Most code points, ASCII aside, that a pattern may have folded. */
  private static final int MOST_FOLDED = 200_000;

  /** Most classes of Unicode's tables in one pattern. */
  private static final int MOST_TABLES = 32;

  /** Letters of Unicode 9 for which RE2/J 1.8 searches another case for ever. */
  private static final int ENDLESS_FIRST = 0x1C80;

  private static final int ENDLESS_LAST = 0x1C88;

  private int folded;
  private int tables;

  /** As {@link CodePoints#foldedRange}. */
  CodePoints foldedRange(int low, int high) {
    if (high >= ENDLESS_FIRST && low <= ENDLESS_LAST) {
      throw new RegexRefusedException(
          RegexRefusedException.Reason.SYNTAX,
          "with (?i) a pattern cannot have the letters U+%X to U+%X, nor ranges over them"
              .formatted(ENDLESS_FIRST, ENDLESS_LAST));
    }
    folded += high > 0x7F ? high - low + 1 : 0;
    if (folded > MOST_FOLDED) {
      throw new RegexRefusedException(
          RegexRefusedException.Reason.TOO_LARGE,
          "the ranges under (?i) have more than %,d letters".formatted(MOST_FOLDED));
    }
    return CodePoints.foldedRange(low, high);
  }

  /** As {@link CodePoints#ofTables}. */
  CodePoints ofTables(String pattern) {
    if (++tables > MOST_TABLES) {
      throw new RegexRefusedException(
          RegexRefusedException.Reason.TOO_LARGE,
          "the pattern has more than %d classes such as \\p{Greek}".formatted(MOST_TABLES));
    }
    return CodePoints.ofTables(pattern);
  }
}

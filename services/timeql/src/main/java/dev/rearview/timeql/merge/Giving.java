package dev.rearview.timeql.merge;

import dev.rearview.timeql.answer.RowSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives rows until the limit, and knows what that left out. */
final class Giving {
  private final RowSink sink;
  private final int limit;
  private final boolean limitIsAsked;
  private final List<String> bounds = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private long matches;
  private long rows;
  private boolean more;
  private boolean enough;

  /**
   * @param limit of matches; 0: none
   */
  Giving(RowSink sink, int limit, boolean limitIsAsked) {
    this.sink = sink;
    this.limit = limit;
    this.limitIsAsked = limitIsAsked;
  }

  /** Whether nothing more is wanted; after {@link #match} said no, or the sink did. */
  boolean isEnough() {
    return enough;
  }

  /** Gives a match, unless the limit is reached. */
  boolean match(Map<String, @Nullable Object> row) {
    if (limit > 0 && matches == limit) {
      more = true;
      enough = true;
      return false;
    }
    matches++;
    return context(row);
  }

  /** Gives a row that does not count. */
  boolean context(Map<String, @Nullable Object> row) {
    rows++;
    enough |= !sink.row(row);
    return !enough;
  }

  void leftOut() {
    more = true;
  }

  void bounds(List<String> sentences) {
    bounds.addAll(sentences);
  }

  void warnings(List<String> sentences) {
    warnings.addAll(sentences);
  }

  Outcome outcome() {
    boolean reached = limit > 0 && matches >= limit;
    return new Outcome(
        rows, limitIsAsked && (more || reached), more && !limitIsAsked, bounds, warnings);
  }
}

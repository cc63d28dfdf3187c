package dev.rearview.engine.aggregate;

import dev.rearview.engine.session.SessionLimits;
import java.util.List;

/**
 * Bounds of a {@link GroupTable}.
 *
 * @param maxGroups groups kept; rows of further groups are left out and reported
 */
public record GroupLimits(int maxGroups) {
  public static final GroupLimits DEFAULT = new GroupLimits(100_000);

  /** The usual bounds: of sessions there may be more than of other groups. */
  public static GroupLimits of(List<Aggregate> aggregates) {
    return aggregates.stream().anyMatch(a -> a.function() == Aggregate.Function.SESSIONS)
        ? new GroupLimits(SessionLimits.DEFAULT_MAX_SESSIONS)
        : DEFAULT;
  }

  public GroupLimits {
    if (maxGroups < 1 || maxGroups > 10_000_000) {
      throw new IllegalArgumentException(
          "max groups %d is not between 1 and 10,000,000".formatted(maxGroups));
    }
  }
}

package dev.rearview.engine.aggregate;

/**
 * Bounds of a {@link GroupTable}.
 *
 * @param maxGroups groups kept; rows of further groups are left out and reported
 */
public record GroupLimits(int maxGroups) {
  public static final GroupLimits DEFAULT = new GroupLimits(100_000);

  public GroupLimits {
    if (maxGroups < 1 || maxGroups > 10_000_000) {
      throw new IllegalArgumentException(
          "max groups %d is not between 1 and 10,000,000".formatted(maxGroups));
    }
  }
}

package dev.rearview.engine.aggregate;

/** Checks that only accumulators of one kind are merged. */
final class Merging {
  private Merging() {}

  @SuppressWarnings("unchecked") // the classes are compared
  static <A extends Accumulator> A same(A self, Accumulator other) {
    if (self.getClass() != other.getClass()) {
      throw new IllegalArgumentException(
          "cannot merge %s into %s"
              .formatted(other.getClass().getSimpleName(), self.getClass().getSimpleName()));
    }
    return (A) other;
  }
}

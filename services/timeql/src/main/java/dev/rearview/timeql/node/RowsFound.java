package dev.rearview.timeql.node;

import org.jspecify.annotations.Nullable;

/** The rows of a run of a fragment, pulled by one thread. */
sealed interface RowsFound extends AutoCloseable permits RowScan, NewestScan {
  /** The next row; null at the end. */
  @Nullable NodeRow next();

  /** What was counted so far; final after the end. */
  FragmentCounts counts();

  /** Ends reading, and waits until it has ended. */
  @Override
  void close();
}

package dev.rearview.engine.expression;

import dev.rearview.engine.record.LogRecord;
import org.jspecify.annotations.Nullable;

/** The steps of a sequence that have matched so far, as later steps may refer to them. */
@FunctionalInterface
public interface Steps {
  Steps NONE = step -> null;

  /** The last row that a step matched; null where it has matched none. */
  @Nullable LogRecord last(String step);
}

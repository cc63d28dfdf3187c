package dev.rearview.causality.edge;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an edge rests on. */
public enum Basis {
  /** Spans of one trace: a call, or a failure that came back from it. */
  TRACE,
  /** The effect itself names its cause. */
  EXPLICIT,
  /** Both carry the same request, session or other identifier. */
  IDENTIFIER,
  /** Trouble at a component that the effect's component declares to depend on. */
  DEPENDENCY,
  /** Earlier trouble at the very same component. */
  COMPONENT;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Null where the text names none. */
  public static @Nullable Basis of(String text) {
    for (Basis basis : values()) {
      if (basis.wireName().equals(text)) {
        return basis;
      }
    }
    return null;
  }
}

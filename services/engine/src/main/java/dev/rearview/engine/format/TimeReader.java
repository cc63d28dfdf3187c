package dev.rearview.engine.format;

import org.jspecify.annotations.Nullable;

/** Reads times that are written in one way. */
public sealed interface TimeReader permits TimeLayout, TimePattern {
  /** Reads a time; null where the text is not written so. */
  @Nullable EventTime parse(String text, TimeContext context);

  /** As declarations name it. */
  String text();

  /**
   * The reader that a declaration names: a layout such as {@code iso}, or letters such as {@code
   * dd.MM.yyyy HH:mm:ss}, see {@link TimePattern}.
   *
   * @throws IllegalArgumentException where it is neither
   */
  static TimeReader of(String text) {
    for (TimeLayout layout : TimeLayout.values()) {
      if (layout.text().equals(text)) {
        return layout;
      }
    }
    return TimePattern.of(text);
  }
}

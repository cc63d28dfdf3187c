package dev.rearview.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an event is about. */
public enum Kind {
  STATE,
  LOG,
  HTTP,
  DB,
  ERROR,
  METRIC,
  SPAN,
  DEPLOY,
  KUBERNETES,
  CUSTOM;

  /** The name in JSON, TimeQL and the page: lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Null where the text names no kind; case is ignored. */
  public static @Nullable Kind of(@Nullable String text) {
    return WireNames.find(values(), text);
  }
}

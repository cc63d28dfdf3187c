package dev.rearview.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a {@code state_delta} is to be read. */
public enum DeltaFormat {
  /** RFC 7396; the default. */
  MERGE_PATCH,
  /** RFC 6902. */
  JSON_PATCH,
  /** The whole state. */
  REPLACE;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Null where the text names none; case is ignored. */
  public static @Nullable DeltaFormat of(@Nullable String text) {
    return WireNames.find(values(), text);
  }
}

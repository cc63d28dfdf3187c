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
  REPLACE,
  /** One that this version does not know, as a newer one may have written; it never applies. */
  UNKNOWN;

  private static final DeltaFormat[] KNOWN = {MERGE_PATCH, JSON_PATCH, REPLACE};

  /** Those that an event may come in with. */
  static DeltaFormat[] known() {
    return KNOWN.clone();
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Null where the text names none; case is ignored. */
  public static @Nullable DeltaFormat of(@Nullable String text) {
    return WireNames.find(KNOWN, text);
  }
}

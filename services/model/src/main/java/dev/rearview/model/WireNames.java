package dev.rearview.model;

import org.jspecify.annotations.Nullable;

/**
 * Finds an enum's constant by its name in JSON, where case does not count and {@code -} is {@code
 * _}.
 */
final class WireNames {
  private WireNames() {}

  static <E extends Enum<E>> @Nullable E find(E[] values, @Nullable String text) {
    if (text == null) {
      return null;
    }
    String wanted = text.strip().replace('-', '_');
    for (E value : values) {
      if (value.name().equalsIgnoreCase(wanted)) {
        return value;
      }
    }
    return null;
  }
}

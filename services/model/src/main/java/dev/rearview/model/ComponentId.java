package dev.rearview.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A component: {@code namespace/name}, with an optional kind before it. {@code shop/cart} and
 * {@code deployment/shop/cart} are the same component; the canonical form has no kind.
 *
 * @param namespace empty where the id had none ({@code cart})
 */
public record ComponentId(String namespace, String name) {
  /** Longest accepted id, in characters. */
  public static final int MAX_LENGTH = 512;

  private static final Pattern PART = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._:@$%+~-]*");

  /**
   * Reads an id.
   *
   * @throws IllegalArgumentException where it is empty, too long or has more than three parts
   */
  public static ComponentId parse(String text) {
    ComponentId id = tryParse(text);
    if (id == null) {
      throw new IllegalArgumentException(
          "component_id '%s' is not [kind/]namespace/name".formatted(abbreviate(text)));
    }
    return id;
  }

  /** As {@link #parse}, with null where the text is no component id. */
  public static @Nullable ComponentId tryParse(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return null;
    }
    String[] parts = text.split("/", -1);
    for (String part : parts) {
      if (!PART.matcher(part).matches()) {
        return null;
      }
    }
    return switch (parts.length) {
      case 1 -> new ComponentId("", parts[0]);
      case 2 -> new ComponentId(parts[0], parts[1]);
      case 3 -> new ComponentId(parts[1], parts[2]);
      default -> null;
    };
  }

  /** Canonical form: {@code namespace/name}, or the bare name. */
  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  private static String abbreviate(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}

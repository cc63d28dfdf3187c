package dev.rearview.engine.record;

/** A name for comparison: case and {@code _} do not count. */
public final class Names {
  private Names() {}

  /** In lower case and without {@code _}; a name of nothing but {@code _} stays. */
  public static String normalise(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_' || c >= 0x80 || (c >= 'A' && c <= 'Z')) {
        return slow(name);
      }
    }
    return name;
  }

  private static String slow(String name) {
    StringBuilder out = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '_') {
        out.append(Character.toLowerCase(c));
      }
    }
    return out.isEmpty() ? name : out.toString();
  }
}

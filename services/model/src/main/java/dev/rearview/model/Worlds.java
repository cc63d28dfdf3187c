package dev.rearview.model;

import java.util.regex.Pattern;

/** A world is a tenant or system of its own: one sequence and one hash chain each. */
public final class Worlds {
  public static final String DEFAULT = "default";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  private Worlds() {}

  /** Whether this may name a world: 1 to 63 of {@code a-z 0-9 . _ -}, a letter or digit first. */
  public static boolean isValid(String name) {
    return NAME.matcher(name).matches();
  }
}

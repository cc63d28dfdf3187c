package dev.rearview.e2e.harness;

import java.nio.file.Path;

/** Where the project lies. */
public final class Project {
  private Project() {}

  /** The repository's root folder. */
  public static Path root() {
    String root = System.getProperty("rearview.root");
    return Path.of(root == null ? ".." : root).toAbsolutePath().normalize();
  }
}

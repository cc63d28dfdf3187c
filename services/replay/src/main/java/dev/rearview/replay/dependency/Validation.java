package dev.rearview.replay.dependency;

import java.util.List;

/**
 * What is wrong with the dependencies at a moment.
 *
 * @param cycles closed paths: first and last are the same; for each component in a cycle the
 *     shortest one through it
 * @param selfDependencies components that declare to depend on themselves
 * @param missing dependencies on components that the log has no event of
 * @param components how many components were looked at
 */
public record Validation(
    List<List<String>> cycles,
    List<String> selfDependencies,
    List<Dependency> missing,
    int components) {
  public Validation {
    cycles = List.copyOf(cycles);
    selfDependencies = List.copyOf(selfDependencies);
    missing = List.copyOf(missing);
  }
}

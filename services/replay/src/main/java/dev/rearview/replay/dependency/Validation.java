package dev.rearview.replay.dependency;

import java.util.List;

/**
 * What is wrong with the dependencies at a moment.
 *
 * @param cycles closed paths: first and last are the same; of a circular group every one or, where
 *     there are more than 1,000, the shortest one through each of its first 200 members
 * @param selfDependencies components that declare to depend on themselves
 * @param missing dependencies on components that the log has no event of
 * @param components how many components were looked at
 * @param truncated whether there are cycles that are not named
 */
public record Validation(
    List<List<String>> cycles,
    List<String> selfDependencies,
    List<Dependency> missing,
    int components,
    boolean truncated) {
  public Validation {
    cycles = List.copyOf(cycles);
    selfDependencies = List.copyOf(selfDependencies);
    missing = List.copyOf(missing);
  }
}

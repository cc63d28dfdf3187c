package dev.rearview.query.nodes;

import java.util.Set;

/**
 * Which nodes there should be, so that a scanner that never started is missed too. Empty where that
 * is not known: then every node that ever reported is expected.
 */
@FunctionalInterface
public interface ExpectedNodes {
  Set<String> names();
}

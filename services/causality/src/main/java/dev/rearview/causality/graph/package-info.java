/**
 * The causal graph, asked: from an event to its causes or its effects.
 *
 * <p>Start reading at {@link dev.rearview.causality.graph.Traversal}. {@link
 * dev.rearview.causality.graph.CausalLog} is where events and edges come from; {@code rootcause}
 * ranks what is found.
 */
@NullMarked
package dev.rearview.causality.graph;

import org.jspecify.annotations.NullMarked;

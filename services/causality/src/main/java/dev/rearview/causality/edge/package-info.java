/**
 * Causal edges: always from a cause to its effect. Events meet in a {@link
 * dev.rearview.causality.edge.JoinWindow} under what they share; a {@link
 * dev.rearview.causality.edge.Linker} says which of those that met are cause and effect.
 *
 * <p>Start reading at {@link dev.rearview.causality.edge.JoinKey}, then {@link
 * dev.rearview.causality.edge.JoinWindow}. Edges go on to {@code graph}.
 */
@NullMarked
package dev.rearview.causality.edge;

import org.jspecify.annotations.NullMarked;

/**
 * What depends on what at a moment, as the components themselves declared it.
 *
 * <p>Start reading at {@link dev.rearview.replay.dependency.Dependencies}; {@link
 * dev.rearview.replay.dependency.Cycles} finds the circular ones.
 */
@NullMarked
package dev.rearview.replay.dependency;

import org.jspecify.annotations.NullMarked;

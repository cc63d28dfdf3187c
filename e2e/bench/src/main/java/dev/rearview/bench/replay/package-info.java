/**
 * How fast replay is: taking events in, and rebuilding states.
 *
 * <p>Start reading at {@link dev.rearview.bench.replay.ReplayCommand}.
 */
@NullMarked
package dev.rearview.bench.replay;

import org.jspecify.annotations.NullMarked;

/**
 * The TimeQL sources {@code events} and {@code changes}: what a fragment reads here.
 *
 * <p>Start reading at {@link dev.rearview.replay.scan.ScanSources}; {@link
 * dev.rearview.replay.scan.Pushdown} chooses the index. The fragment itself runs in {@code
 * dev.rearview.timeql.node}; the package {@code api} sends what it gives.
 */
@NullMarked
package dev.rearview.replay.scan;

import org.jspecify.annotations.NullMarked;

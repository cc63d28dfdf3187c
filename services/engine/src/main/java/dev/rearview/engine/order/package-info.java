/**
 * Records of many streams in one order: time, then node, stream, position.
 *
 * <p>Start at {@link dev.rearview.engine.order.OrderedMerge}. Each stream is a {@link
 * dev.rearview.engine.order.RecordSource} (from {@code scan}, or from the network); the merged one
 * feeds {@code sequence}, {@code session} and every answer without ORDER BY.
 */
@NullMarked
package dev.rearview.engine.order;

import org.jspecify.annotations.NullMarked;

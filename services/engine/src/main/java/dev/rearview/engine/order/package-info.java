/**
 * Records of many streams in one order: time, then node, stream, position.
 *
 * <p>Start at {@link dev.rearview.engine.order.OrderedMerge}. Each stream is a {@link
 * dev.rearview.engine.order.RecordSource} (from {@code scan}, or from the network); the merged one
 * feeds {@code sequence}, {@code session} and every answer without ORDER BY. Rows that come in no
 * order travel as {@link dev.rearview.engine.order.PackedRows} into a {@link
 * dev.rearview.engine.order.SpillingSort}, which uses a disk where memory does not suffice.
 */
@NullMarked
package dev.rearview.engine.order;

import org.jspecify.annotations.NullMarked;

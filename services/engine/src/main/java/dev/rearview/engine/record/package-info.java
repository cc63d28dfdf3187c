/**
 * What a record is: its fields, their names and aliases, and the meaning of values.
 *
 * <p>Start at {@link dev.rearview.engine.record.LogRecord}; {@link
 * dev.rearview.engine.record.FieldTable} is the one table of built-in fields and their spellings;
 * {@link dev.rearview.engine.record.Values} compares and orders. Records come from {@code scan} or
 * are put together as a {@link dev.rearview.engine.record.MapRecord}; {@code expression} reads
 * them.
 */
@NullMarked
package dev.rearview.engine.record;

import org.jspecify.annotations.NullMarked;

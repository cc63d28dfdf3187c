/**
 * The log engine, usable as a library: it turns log files into records and records into answers.
 *
 * <p>Start reading at {@link dev.rearview.engine.record.LogRecord}. Files become records in {@code
 * scan}, which asks {@code encoding} for their text and {@code format} what a line means; {@code
 * order} merges streams by time. What runs over records: {@code expression} (filters and values),
 * {@code pattern} (what bytes hold), {@code aggregate}, {@code context}, {@code sequence}, {@code
 * session}, {@code template}. The language on top is the module timeql.
 */
@NullMarked
package dev.rearview.engine;

import org.jspecify.annotations.NullMarked;

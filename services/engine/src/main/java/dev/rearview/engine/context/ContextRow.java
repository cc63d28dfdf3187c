package dev.rearview.engine.context;

import dev.rearview.engine.record.LogRecord;

/**
 * A row of an answer with context.
 *
 * @param match whether it is a match itself, not context
 * @param group which window it lies in, from 1; overlapping windows are one
 */
public record ContextRow(LogRecord record, boolean match, int group) {}

package dev.rearview.engine.scan;

import dev.rearview.engine.format.EventTime;
import org.jspecify.annotations.Nullable;

/**
 * A line as the application wrote it: out of its envelope, and put together where the runtime had
 * split it.
 *
 * @param number of its first line in the file, from 1
 * @param output {@code stdout} or {@code stderr}; empty where there is no envelope
 */
record AssembledLine(
    String text,
    long offset,
    long endOffset,
    long number,
    String output,
    @Nullable EventTime runtime,
    boolean cut) {}

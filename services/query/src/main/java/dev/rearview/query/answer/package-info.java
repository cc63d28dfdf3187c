/**
 * How an answer leaves: rows go through {@link dev.rearview.query.answer.RowPipe} from the thread
 * that makes them to the one that writes them with timeql's writers.
 */
@NullMarked
package dev.rearview.query.answer;

import org.jspecify.annotations.NullMarked;

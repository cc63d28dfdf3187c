/**
 * Answers as they leave: rows into a {@link dev.rearview.timeql.answer.RowSink}, written by an
 * {@link dev.rearview.timeql.answer.AnswerWriter} as NDJSON, JSON, CSV or a table, and the {@link
 * dev.rearview.timeql.answer.Report} of completeness at their end. Start reading at the writer.
 */
@NullMarked
package dev.rearview.timeql.answer;

import org.jspecify.annotations.NullMarked;

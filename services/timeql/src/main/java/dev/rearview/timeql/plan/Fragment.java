package dev.rearview.timeql.plan;

import dev.rearview.engine.record.LogRecord;
import java.time.ZoneId;

/**
 * The part of a statement that runs where the records are: one for each source. It is a SELECT in
 * which everything is resolved, so that its text means the same wherever and whenever it is read.
 *
 * @param source who is asked
 * @param text canonical TimeQL
 * @param range the same as in the text; for skipping files before anything is parsed
 * @param zone of the statement
 * @param nowMs of the statement
 * @param limit most matches that are wanted; 0: all
 * @param follow whether the answer goes on with what comes
 */
public record Fragment(
    Source source,
    String text,
    TimeRange range,
    ZoneId zone,
    long nowMs,
    String world,
    long limit,
    boolean follow) {

  /** {@link TimeRange#fromNanos}, {@link LogRecord#NO_TIME} where open. */
  public long fromNanos() {
    return range.fromNanos();
  }

  /** {@link TimeRange#toNanos}, {@link LogRecord#NO_TIME} where open. */
  public long toNanos() {
    return range.toNanos();
  }
}

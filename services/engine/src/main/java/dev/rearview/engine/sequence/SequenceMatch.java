package dev.rearview.engine.sequence;

import dev.rearview.engine.record.LogRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sequence that was found.
 *
 * @param id counted from 1 within its machine; a provisional match keeps it when it is decided
 * @param key the values of BY
 * @param status how sure it is
 * @param rows its rows in the order of the steps: all of them where they are wanted, else the last
 *     one of each step
 * @param lastByStep the last row of each step by name, without steps that matched nothing
 */
public record SequenceMatch(
    long id,
    List<Object> key,
    Status status,
    List<Row> rows,
    Map<String, LogRecord> lastByStep,
    LogRecord first,
    LogRecord last) {

  /** How sure a match is. */
  public enum Status {
    /** The rows are there; an absence is still awaited. */
    PROVISIONAL,
    CONFIRMED,
    /** Was provisional; what should be absent came. */
    WITHDRAWN,
    /** The rows are there, but data is missing where something should be absent. */
    UNPROVEN
  }

  /** A row of a match and the step that it matched. */
  public record Row(String step, LogRecord record) {}

  public SequenceMatch {
    key = List.copyOf(key);
    rows = List.copyOf(rows);
    lastByStep = Collections.unmodifiableMap(new LinkedHashMap<>(lastByStep));
  }
}

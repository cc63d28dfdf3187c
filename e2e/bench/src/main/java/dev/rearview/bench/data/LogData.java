package dev.rearview.bench.data;

import java.io.IOException;

/** One kind of log that can be made. */
sealed interface LogData permits AccessLog, EventLog, JsonLog, MixedLog, SequenceLog, SessionLog {
  /** The beginning of its file's name. */
  String name();

  /**
   * Writes lines; the size is in bytes, reached by the last line, or a number of records where the
   * log counts those.
   */
  void write(LineWriter out, Chance chance, long size) throws IOException;
}

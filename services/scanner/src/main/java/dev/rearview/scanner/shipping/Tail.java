package dev.rearview.scanner.shipping;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.scan.ScanPosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node's streams, read onward piece by piece. For one thread. */
interface Tail {

  /** The streams that are there now, by their canonical text. */
  List<String> streams();

  /**
   * Reads on.
   *
   * @param from how far it was read; null: from the beginning of what is there
   * @param maxRecords most records to give
   */
  Chunk read(String stream, @Nullable ScanPosition from, int maxRecords);

  /**
   * Records that follow each other.
   *
   * @param next how far it is read with them; null: nothing is there yet
   * @param gaps sentences about what can no longer be read
   */
  record Chunk(List<LogRecord> records, @Nullable ScanPosition next, List<String> gaps) {
    public Chunk {
      records = List.copyOf(records);
      gaps = List.copyOf(gaps);
    }
  }
}

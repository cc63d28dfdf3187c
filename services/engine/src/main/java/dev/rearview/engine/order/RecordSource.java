package dev.rearview.engine.order;

import dev.rearview.engine.record.LogRecord;
import java.util.Iterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Records that are pulled one by one; for one thread. */
public interface RecordSource extends AutoCloseable {
  /** The next record, or null at the end. */
  @Nullable LogRecord next();

  @Override
  default void close() {}

  static RecordSource of(Iterable<? extends LogRecord> records) {
    Iterator<? extends LogRecord> iterator = records.iterator();
    return () -> iterator.hasNext() ? iterator.next() : null;
  }

  /** Only the records that a filter lets through. */
  default RecordSource filter(Predicate<? super LogRecord> filter) {
    RecordSource self = this;
    return new RecordSource() {
      @Override
      public @Nullable LogRecord next() {
        LogRecord record = self.next();
        while (record != null && !filter.test(record)) {
          record = self.next();
        }
        return record;
      }

      @Override
      public void close() {
        self.close();
      }
    };
  }
}

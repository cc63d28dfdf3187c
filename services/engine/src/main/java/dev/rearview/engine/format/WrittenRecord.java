package dev.rearview.engine.format;

import dev.rearview.engine.record.LogRecord;
import org.jspecify.annotations.Nullable;

/** A record whose fields may be read from its bytes. */
public interface WrittenRecord extends LogRecord {
  /**
   * Reads its fields from its bytes, valid as long as the record is lent and no other is asked;
   * null where its format has none or more is known of it already.
   */
  @Nullable FieldReader fieldReader();
}

package dev.rearview.engine.format;

import dev.rearview.engine.record.Field;
import java.util.Set;

/**
 * Fields that the reader of a file says of each record, where the record itself has none of that
 * name.
 */
public final class SaidByReader {
  /** How its time is known. */
  public static final Field TIME_SOURCE = Field.named("time_source");

  /** Name of the format that it is written in. */
  public static final Field LOG_FORMAT = Field.named("log_format");

  public static final Set<Field> ALL = Set.of(TIME_SOURCE, LOG_FORMAT);

  private SaidByReader() {}
}

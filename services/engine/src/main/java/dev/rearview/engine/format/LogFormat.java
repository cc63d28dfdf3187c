package dev.rearview.engine.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way in which records are written. Safe for use by several threads. */
public sealed interface LogFormat permits PatternFormat, JsonFormat, LogfmtFormat, RawFormat {
  /** Short name, as {@code SHOW FORMATS} lists it. */
  String name();

  /** One line for {@code SHOW FORMATS}. */
  String description();

  /** Lines and what they must yield; they are the format's tests. */
  List<FormatSample> samples();

  /** Whether lines that are no record of any format belong to the record before them. */
  boolean isMultiLine();

  /** Whether every record of it begins with or carries a time. */
  boolean hasTime();

  /**
   * Whether a line may be the first of a record of this format; cheap. Where it says yes, {@link
   * #parse} may still say no.
   */
  boolean mayStart(String line);

  /** What a record's first line says; null where it is not of this format. */
  @Nullable ParsedLine parse(String line, TimeContext times);
}

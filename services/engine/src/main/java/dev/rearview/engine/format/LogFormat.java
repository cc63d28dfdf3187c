package dev.rearview.engine.format;

import dev.rearview.engine.pattern.Requirement;
import dev.rearview.model.Level;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One way in which records are written. Safe for use by several threads. */
public sealed interface LogFormat
    permits PatternFormat,
        JsonFormat,
        SpreadJsonFormat,
        OtlpFormat,
        LogfmtFormat,
        TableFormat,
        RawFormat {
  /** Short name, as {@code SHOW FORMATS} lists it. */
  String name();

  /** One line for {@code SHOW FORMATS}. */
  String description();

  /** Records and what they must yield; they are the format's tests. */
  List<FormatSample> samples();

  /** Whether lines that are no record of any format belong to the record before them. */
  boolean isMultiLine();

  /** Whether every record of it begins with or carries a time. */
  boolean hasTime();

  /**
   * Whether a line may be the first of a record of this format, by the look of its first bytes;
   * cheap. Where it says yes, {@link #starts} may still say no.
   *
   * @param line holds the line from {@code from} to {@code to}, without its end of line
   */
  boolean mayStart(byte[] line, int from, int to);

  /** The same of a line's text. */
  boolean mayStart(String line);

  /** Whether a line is the first of a record of this format. */
  default boolean starts(String line, TimeContext times) {
    return parse(line, times) != null;
  }

  /**
   * Whether {@link #parse} must be given a record's text over all its lines, with {@code \n}
   * between them; else it is given the first line.
   */
  default boolean readsWholeRecord() {
    return false;
  }

  /** What a record says; null where it is not of this format. */
  @Nullable ParsedLine parse(String text, TimeContext times);

  /**
   * Whether a line that is no record of it is surely a broken one of it, so that it is of no other
   * format either.
   */
  default boolean isBroken(String line, TimeContext times) {
    return false;
  }

  /**
   * A new reader of fields from bytes, where the format's records allow one. It may be given
   * records over all their lines where {@link #readsWholeRecord}, else first lines.
   */
  default @Nullable FieldReader fields() {
    return null;
  }

  /** A new reader of times where records begin with them; null where none can be told so. */
  default @Nullable LeadingTime leadingTime() {
    return null;
  }

  /**
   * What the bytes of every record contain whose level is one of these and is written otherwise
   * than as a word that {@link Level#of} knows; ALWAYS where nothing is known, NEVER where there is
   * no such record.
   */
  default Requirement written(Set<Level> levels) {
    return Requirement.NEVER;
  }
}

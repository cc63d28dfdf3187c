package dev.rearview.engine.format;

import dev.rearview.engine.record.Field;
import dev.rearview.model.Level;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of a record from its bytes, without making a document of it; what it answers is what
 * {@link LogFormat#parse} would. It learns which fields are asked for and finds all of them in one
 * walk of the bytes. For one thread; one reader serves any number of records of its format, one
 * after the other.
 *
 * <p>Everything but {@link #isRecord} may be asked only of a record.
 */
public sealed interface FieldReader permits LineFields {
  /** What {@link #place} says where a record lacks the field. */
  long ABSENT = -1;

  /** What {@link #place} says where that cannot be told without reading the whole record. */
  long UNKNOWN = -2;

  /**
   * Points it at a record. Nothing is read yet; the bytes must stay as they are for as long as it
   * is asked about them.
   *
   * @param bytes hold the record from {@code from} to {@code to}, without its end of line
   */
  void at(byte[] bytes, int from, int to);

  /** What places are places of: the given bytes, or a copy of them. */
  byte[] bytes();

  /** Whether it is of the format, as {@link LogFormat#parse} says. */
  boolean isRecord();

  /** The value of a field or null, as {@link ParsedLine#fields} has it. */
  @Nullable Object get(Field field);

  /**
   * Where a field's value stands as it is written, quotes included: its first byte in the upper 32
   * bits, the one after its last in the lower, in {@link #bytes}; {@link #ABSENT} or {@link
   * #UNKNOWN}. In records of one format the same bytes mean the same value.
   */
  long place(Field field);

  /**
   * As {@link #place}, of what decides a field's value in a record of a file: where the same bytes
   * stand in it in two records that one reader was pointed at, or both lack it, the value is the
   * same. It is {@link #ABSENT} also where the value does not depend on what the record says.
   */
  long decider(Field field);

  /** As {@link ParsedLine#time}. */
  @Nullable EventTime time(TimeContext times);

  /** As {@link ParsedLine#level}. */
  @Nullable Level level();

  /** As {@link #place}, of what {@link #level} is told by. */
  long levelPlace();

  /** As {@link ParsedLine#levelText}. */
  @Nullable String levelText();

  /** As {@link ParsedLine#message}. */
  @Nullable String message();

  /** Whether there may be an equals sign in the message. */
  boolean mayHavePairs();
}

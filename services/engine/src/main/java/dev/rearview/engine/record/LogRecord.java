package dev.rearview.engine.record;

import java.time.Instant;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Anything with a time and fields: a line of a log file, an event, an anomaly, a node, a group's
 * row. Immutable as seen from outside, though fields may be parsed when they are first asked for;
 * not for use by two threads at once unless an implementation says so.
 *
 * <p>A value is null (NULL), {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@link
 * Instant}, {@link java.time.Duration}, {@link dev.rearview.model.Level}, a {@link java.util.List}
 * or a {@link java.util.Map} with text keys of values.
 */
public interface LogRecord {
  /** What {@link #tsNanos} says where a record has no time. */
  long NO_TIME = Long.MIN_VALUE;

  /** Event time in nanoseconds since the epoch (1677 to 2262), or {@link #NO_TIME}. */
  long tsNanos();

  /** The value of a field, or null where the record lacks it. */
  @Nullable Object get(Field field);

  /** The node that it lies on; empty where it belongs to none. */
  String node();

  /** Canonical text of its stream; empty where it belongs to none. */
  String stream();

  /** Rises within the stream. */
  long position();

  /**
   * Gives every field that {@code SELECT *} shows: the built-in ones that have a value, then the
   * record's own, in its order, each once, under the name it is shown by. Values are never null.
   */
  void forEachField(BiConsumer<? super String, Object> sink);

  /** Adds the names under which {@link #forEachField} gives something. */
  default void addNames(Set<? super String> names) {
    forEachField((name, value) -> names.add(name));
  }

  default boolean hasTime() {
    return tsNanos() != NO_TIME;
  }

  /** {@link #tsNanos} as a value. */
  default @Nullable Instant ts() {
    return hasTime() ? Times.instant(tsNanos()) : null;
  }

  /** A field's value as text, or null. */
  default @Nullable String text(Field field) {
    Object value = get(field);
    return value == null ? null : Values.text(value);
  }
}

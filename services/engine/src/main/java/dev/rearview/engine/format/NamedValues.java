package dev.rearview.engine.format;

import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.FieldMap;
import dev.rearview.engine.record.Times;
import dev.rearview.engine.record.Values;
import dev.rearview.model.TimeSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds time, level and message among values that have names. */
final class NamedValues {
  private static final Field INSTANT = Field.exactly("instant");
  private static final Field RENDERINGS = Field.exactly("@r");
  private static final List<TimeLayout> LAYOUTS =
      List.of(TimeLayout.ISO, TimeLayout.EPOCH, TimeLayout.COMMON_LOG, TimeLayout.CTIME);

  private NamedValues() {}

  /** A record's own values by their names. */
  @FunctionalInterface
  interface Source {
    @Nullable Object get(Field field);
  }

  static ParsedLine line(FieldMap values, JsonDialect dialect, TimeContext times) {
    Source source = values::get;
    Object level = level(source, dialect);
    return new ParsedLine(
        time(source, dialect, times),
        dialect.level(level),
        level == null ? null : Values.text(level),
        message(source, dialect),
        values);
  }

  /** The level as it is written. */
  static @Nullable Object level(Source values, JsonDialect dialect) {
    return first(values, dialect.levels());
  }

  private static @Nullable Object first(Source values, List<Field> fields) {
    for (Field field : fields) {
      Object value = values.get(field);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  static @Nullable String message(Source values, JsonDialect dialect) {
    Object value = first(values, dialect.messages());
    return switch (value) {
      case null -> null;
      case String text when dialect.template() ->
          MessageTemplates.fill(
              text, name -> values.get(Field.exactly(name)), values.get(RENDERINGS));
      case String text -> text;
      case List<?> list -> {
        String text = JsonDialect.bytesText(list);
        yield text != null ? text : Values.text(list);
      }
      default -> Values.text(value);
    };
  }

  static @Nullable EventTime time(Source values, JsonDialect dialect, TimeContext times) {
    Object value = first(values, dialect.times());
    return switch (value) {
      case null -> values.get(INSTANT) instanceof Map<?, ?> map ? parts(map) : null;
      case Long number -> TimeText.ofEpoch(number, 0);
      case Double number -> {
        long whole = (long) Math.floor(number);
        yield TimeText.ofEpoch(whole, Math.round((number - whole) * 1e6) * 1_000);
      }
      case String text -> text(text.strip(), times);
      case Map<?, ?> map -> parts(map);
      default -> null;
    };
  }

  static @Nullable EventTime text(String text, TimeContext times) {
    for (TimeLayout layout : LAYOUTS) {
      EventTime time = layout.parse(text, times);
      if (time != null) {
        return time;
      }
    }
    return null;
  }

  /**
   * Log4j's {@code "instant":{"epochSecond":…,"nanoOfSecond":…}} and Google's {@code
   * "timestamp":{"seconds":…,"nanos":…}}.
   */
  private static @Nullable EventTime parts(Map<?, ?> map) {
    Long second = number(map, "epochSecond", "seconds");
    if (second == null) {
      return null;
    }
    Long nano = number(map, "nanoOfSecond", "nanos");
    return new EventTime(
        Times.nanos(second, nano == null ? 0 : (int) (long) nano), TimeSource.REPORTED);
  }

  private static @Nullable Long number(Map<?, ?> map, String one, String other) {
    Object value = map.containsKey(one) ? map.get(one) : map.get(other);
    return value instanceof Long number ? number : null;
  }
}

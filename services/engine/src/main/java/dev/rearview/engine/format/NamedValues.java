package dev.rearview.engine.format;

import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.FieldMap;
import dev.rearview.engine.record.Times;
import dev.rearview.engine.record.Values;
import dev.rearview.model.Level;
import dev.rearview.model.TimeSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds time, level and message among values that have names, by the table of spellings. */
final class NamedValues {
  private static final Field INSTANT = Field.named("instant");
  private static final Field EPOCH_SECOND = Field.named("epochSecond");
  private static final Field NANO = Field.named("nanoOfSecond");
  private static final List<TimeLayout> LAYOUTS =
      List.of(TimeLayout.ISO, TimeLayout.EPOCH, TimeLayout.COMMON_LOG, TimeLayout.CTIME);

  private NamedValues() {}

  static ParsedLine line(FieldMap values, TimeContext times) {
    Object levelValue = values.get(Field.LEVEL);
    String levelText = levelValue == null ? null : Values.text(levelValue);
    Level level = levelValue instanceof Long number ? numbered(number) : Level.of(levelText);
    Object message = values.get(Field.MESSAGE);
    return new ParsedLine(
        time(values, times),
        level,
        levelText,
        message == null ? null : Values.text(message),
        values);
  }

  /** The numbers of bunyan and pino: 10 trace, 20 debug, 30 info, 40 warn, 50 error, 60 fatal. */
  private static @Nullable Level numbered(long number) {
    return number >= 10 && number <= 69 ? Level.values()[(int) (number / 10) - 1] : null;
  }

  private static @Nullable EventTime time(FieldMap values, TimeContext times) {
    Object value = values.get(Field.of(BuiltIn.TS));
    return switch (value) {
      case null -> instant(values);
      case Long number -> TimeText.ofEpoch(number, 0);
      case Double number -> {
        long whole = (long) Math.floor(number);
        yield TimeText.ofEpoch(whole, Math.round((number - whole) * 1e6) * 1_000);
      }
      case String text -> text(text.strip(), times);
      default -> null;
    };
  }

  private static @Nullable EventTime text(String text, TimeContext times) {
    for (TimeLayout layout : LAYOUTS) {
      EventTime time = layout.parse(text, times);
      if (time != null) {
        return time;
      }
    }
    return null;
  }

  /** Log4j's {@code "instant":{"epochSecond":…,"nanoOfSecond":…}}. */
  private static @Nullable EventTime instant(FieldMap values) {
    if (!(values.get(INSTANT) instanceof Map<?, ?> map)
        || !(map.get(EPOCH_SECOND.name()) instanceof Long second)) {
      return null;
    }
    int nano = map.get(NANO.name()) instanceof Long n ? (int) (long) n : 0;
    return new EventTime(Times.nanos(second, nano), TimeSource.REPORTED);
  }
}

package dev.rearview.engine.format;

import dev.rearview.engine.record.Field;
import dev.rearview.model.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the records of one JSON logger say time, level and message. Whoever reads such a record,
 * from text or from bytes, goes by this.
 *
 * @param marks fields that all its records have: by them a file is known to be of it; none for the
 *     dialect that takes every object
 * @param times where the time may stand, in order of preference; the usual spellings are last
 * @param levels where the level may stand, likewise
 * @param messages where the message may stand, likewise
 * @param numbers what a level that is a number means
 * @param words levels that are written in words of its own, in lower case
 * @param unsaid level of records that say none; null: none
 * @param template whether the message may be a template with the names of other fields in braces
 */
public record JsonDialect(
    List<Field> marks,
    List<Field> times,
    List<Field> levels,
    List<Field> messages,
    LevelNumbers numbers,
    Map<String, Level> words,
    @Nullable Level unsaid,
    boolean template) {
  /** The usual spellings, as {@code FieldTable} lists them. */
  public static final JsonDialect GENERIC =
      new JsonDialect(
          List.of(),
          List.of(Field.TS),
          List.of(Field.LEVEL),
          List.of(Field.MESSAGE),
          LevelNumbers.TENS,
          Map.of(),
          null,
          false);

  public JsonDialect {
    marks = List.copyOf(marks);
    times = List.copyOf(times);
    levels = List.copyOf(levels);
    messages = List.copyOf(messages);
    words = Map.copyOf(words);
  }

  /** The level that a value stands for; a number may be written as text. */
  public @Nullable Level level(@Nullable Object value) {
    return switch (value) {
      case null -> unsaid;
      case Long number -> numbers.of(number);
      case String text when isNumber(text) -> numbers.of(Long.parseLong(text));
      case String text -> {
        Level own = words.isEmpty() ? null : words.get(text.toLowerCase(Locale.ROOT));
        yield own != null ? own : Level.of(text);
      }
      default -> null;
    };
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 2
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /**
   * A message as text. journald writes a message that is not UTF-8 as a list of its bytes; null
   * where a list is anything else.
   */
  static @Nullable String bytesText(List<?> list) {
    byte[] bytes = new byte[list.size()];
    for (int i = 0; i < bytes.length; i++) {
      if (!(list.get(i) instanceof Long b) || b < 0 || b > 255) {
        return null;
      }
      bytes[i] = (byte) (long) b;
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static Builder builder() {
    return new Builder();
  }

  /** Declares a dialect by names as they are written, dots go into nested objects. */
  static final class Builder {
    private List<String> marks = List.of();
    private List<String> times = List.of();
    private List<String> levels = List.of();
    private List<String> messages = List.of();
    private LevelNumbers numbers = LevelNumbers.TENS;
    private Map<String, Level> words = Map.of();
    private @Nullable Level unsaid;
    private boolean template;

    Builder marks(String... names) {
      this.marks = List.of(names);
      return this;
    }

    Builder time(String... names) {
      this.times = List.of(names);
      return this;
    }

    Builder level(String... names) {
      this.levels = List.of(names);
      return this;
    }

    Builder message(String... names) {
      this.messages = List.of(names);
      return this;
    }

    Builder numbers(LevelNumbers numbers) {
      this.numbers = numbers;
      return this;
    }

    Builder words(Map<String, Level> words) {
      this.words = words;
      return this;
    }

    Builder unsaid(@Nullable Level unsaid) {
      this.unsaid = unsaid;
      return this;
    }

    Builder template(boolean template) {
      this.template = template;
      return this;
    }

    JsonDialect build() {
      return new JsonDialect(
          marks.stream().map(Field::exactly).toList(),
          fields(times, Field.TS),
          fields(levels, Field.LEVEL),
          fields(messages, Field.MESSAGE),
          numbers,
          words,
          unsaid,
          template);
    }

    private static List<Field> fields(List<String> names, Field usual) {
      List<Field> fields = new ArrayList<>();
      names.forEach(name -> fields.add(Field.exactly(name)));
      fields.add(usual);
      return fields;
    }
  }
}

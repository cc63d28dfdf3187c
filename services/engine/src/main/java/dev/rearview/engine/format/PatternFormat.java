package dev.rearview.engine.format;

import dev.rearview.engine.record.FieldMap;
import dev.rearview.model.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A format declared by a pattern with named groups. The groups {@code time}, {@code level} and
 * {@code message} are what they say; every other one is a field, its name from camel case to snake
 * case. {@code fraction} belongs to the time; {@code pairs} holds {@code key=value} pairs. Patterns
 * see no more than the first 2,048 characters, so that no line takes them long.
 */
public final class PatternFormat implements LogFormat {
  /** Characters of a line that a pattern looks at; the rest belongs to the message. */
  private static final int MAX_HEAD = 2_048;

  private static final String PAIRS = "pairs";

  private record Group(int number, String field, boolean number64) {}

  private final String name;
  private final String description;
  private final Pattern pattern;
  private final @Nullable TimeLayout layout;
  private final boolean multiLine;
  private final List<FormatSample> samples;
  private final List<Group> fields = new ArrayList<>();
  private final int timeGroup;
  private final int levelGroup;
  private final int messageGroup;
  private final int fractionGroup;

  private PatternFormat(Builder builder) {
    this.name = builder.name;
    this.description = builder.description;
    this.pattern = Pattern.compile(builder.pattern, Pattern.DOTALL);
    this.layout = builder.layout;
    this.multiLine = builder.multiLine;
    this.samples = List.copyOf(builder.samples);
    Map<String, Integer> groups = pattern.namedGroups();
    this.timeGroup = groups.getOrDefault("time", 0);
    this.levelGroup = groups.getOrDefault("level", 0);
    this.messageGroup = groups.getOrDefault("message", 0);
    this.fractionGroup = groups.getOrDefault("fraction", 0);
    groups.entrySet().stream()
        .filter(group -> !List.of("time", "fraction", "level", "message").contains(group.getKey()))
        .sorted(Comparator.comparing(Map.Entry::getValue))
        .forEach(group -> fields.add(field(group.getKey(), group.getValue(), builder)));
  }

  private static Group field(String group, int number, Builder builder) {
    return new Group(number, snakeCase(group), builder.numbers.contains(group));
  }

  private static String snakeCase(String camel) {
    StringBuilder out = new StringBuilder(camel.length() + 2);
    for (char c : camel.toCharArray()) {
      if (Character.isUpperCase(c)) {
        out.append('_').append(Character.toLowerCase(c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  public static Builder named(String name, String description) {
    return new Builder(name, description);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public List<FormatSample> samples() {
    return samples;
  }

  @Override
  public boolean isMultiLine() {
    return multiLine;
  }

  @Override
  public boolean hasTime() {
    return timeGroup > 0;
  }

  @Override
  public boolean mayStart(byte[] line, int from, int to) {
    return true;
  }

  @Override
  public boolean mayStart(String line) {
    return true;
  }

  @Override
  public @Nullable ParsedLine parse(String line, TimeContext times) {
    String head = line.length() <= MAX_HEAD ? line : line.substring(0, MAX_HEAD);
    Matcher matcher = pattern.matcher(head);
    if (!matcher.matches()) {
      return null;
    }
    EventTime time = null;
    if (timeGroup > 0) {
      time = Objects.requireNonNull(layout).parse(timeText(matcher), times);
      if (time == null) {
        return null;
      }
    }
    String levelText = levelGroup == 0 ? null : matcher.group(levelGroup);
    String message = message(line, head, matcher);
    FieldMap values = new FieldMap();
    for (Group field : fields) {
      if (field.field.equals(PAIRS)) {
        Pairs.lenient(matcher.group(field.number), values::put);
        continue;
      }
      String value = matcher.group(field.number);
      if (value != null && !value.isEmpty() && !value.equals("-")) {
        values.put(field.field, field.number64 ? number(value) : value);
      }
    }
    return new ParsedLine(time, Level.of(levelText), levelText, message, values);
  }

  private String timeText(Matcher matcher) {
    String text = matcher.group(timeGroup);
    String fraction = fractionGroup == 0 ? null : matcher.group(fractionGroup);
    return fraction == null ? text : text + "." + fraction;
  }

  private String message(String line, String head, Matcher matcher) {
    if (messageGroup == 0) {
      return line;
    }
    String message = matcher.group(messageGroup);
    if (head.length() < line.length() && matcher.end(messageGroup) == head.length()) {
      message += line.substring(head.length());
    }
    return message.strip();
  }

  private static Object number(String text) {
    try {
      return text.indexOf('.') >= 0 ? (Object) Double.valueOf(text) : (Object) Long.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /** Declares a format. */
  public static final class Builder {
    private final String name;
    private final String description;
    private String pattern = "";
    private @Nullable TimeLayout layout;
    private boolean multiLine;
    private List<String> numbers = List.of();
    private final List<FormatSample> samples = new ArrayList<>();

    private Builder(String name, String description) {
      this.name = name;
      this.description = description;
    }

    /** The pattern of a record's first line; a group {@code time} is written so. */
    public Builder line(TimeLayout layout, String pattern) {
      this.layout = layout;
      this.pattern = pattern;
      return this;
    }

    /** The groups whose values are numbers. */
    public Builder numbers(String... groups) {
      this.numbers = List.of(groups);
      return this;
    }

    /** Lines that are no record belong to the record before. */
    public Builder multiLine() {
      this.multiLine = true;
      return this;
    }

    public Builder sample(
        String line, @Nullable String time, @Nullable String level, @Nullable String message) {
      return sample(line, time, level, message, Map.of());
    }

    public Builder sample(
        String line,
        @Nullable String time,
        @Nullable String level,
        @Nullable String message,
        Map<String, Object> fields) {
      samples.add(new FormatSample(line, time, level, message, fields));
      return this;
    }

    public PatternFormat build() {
      return new PatternFormat(this);
    }
  }
}

package dev.rearview.engine.format;

import dev.rearview.engine.pattern.Requirement;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.FieldMap;
import dev.rearview.model.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object on a line, in a dialect. A file is of the first dialect whose marks most of its
 * objects have; once it is, every object in it is read by that dialect.
 */
public final class JsonFormat implements LogFormat {
  private final String name;
  private final String description;
  private final JsonDialect dialect;
  private final List<FormatSample> samples;

  /** What the bytes contain of every object that has the dialect's marks. */
  private final Requirement marks;

  /** How levels are written, of those that were asked for. */
  private final Map<Set<Level>, Requirement> written = new ConcurrentHashMap<>();

  private JsonFormat(Builder builder) {
    this.name = builder.name;
    this.description = builder.description;
    this.dialect = builder.dialect;
    this.samples = List.copyOf(builder.samples);
    List<Requirement> all = new ArrayList<>();
    dialect.marks().forEach(mark -> all.add(Writing.named(mark.paths().getFirst().key())));
    this.marks = Requirement.any(List.of(Requirement.all(all), Writing.escapedAscii()));
  }

  static Builder named(String name, String description) {
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

  /** Where its records say time, level and message. */
  public JsonDialect dialect() {
    return dialect;
  }

  @Override
  public boolean isMultiLine() {
    return false;
  }

  @Override
  public boolean hasTime() {
    return false;
  }

  @Override
  public boolean mayStart(byte[] line, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && line[start] >= 0 && line[start] <= ' ') {
      start++;
    }
    while (end > start && line[end - 1] >= 0 && line[end - 1] <= ' ') {
      end--;
    }
    return end - start >= 2 && line[start] == '{' && line[end - 1] == '}';
  }

  @Override
  public boolean mayStart(String line) {
    int start = 0;
    int end = line.length();
    while (start < end && line.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && line.charAt(end - 1) <= ' ') {
      end--;
    }
    return end - start >= 2 && line.charAt(start) == '{' && line.charAt(end - 1) == '}';
  }

  /** Whether it is an object that has the dialect's marks. */
  @Override
  public boolean starts(String line, TimeContext times) {
    FieldMap values = JsonText.read(line);
    return values != null && hasMarks(values);
  }

  boolean hasMarks(FieldMap values) {
    for (Field mark : dialect.marks()) {
      if (values.get(mark) == null) {
        return false;
      }
    }
    return true;
  }

  /** Reads any object, also one without the marks. */
  @Override
  public @Nullable ParsedLine parse(String line, TimeContext times) {
    FieldMap values = JsonText.read(line);
    return values == null ? null : NamedValues.line(values, dialect, times);
  }

  @Override
  public FieldReader fields() {
    return new JsonFields(dialect);
  }

  @Override
  public Requirement written(Set<Level> levels) {
    Requirement known = written.get(levels);
    if (known == null) {
      known = LevelForms.json(levels, dialect, false);
      written.put(Set.copyOf(levels), known);
    }
    return known;
  }

  /** Of what is known of some of its records, with what is known of all that have its marks. */
  Requirement marked(Requirement form) {
    return Requirement.all(List.of(form, marks));
  }

  /** Declares a format. */
  static final class Builder {
    private final String name;
    private final String description;
    private JsonDialect dialect = JsonDialect.GENERIC;
    private final List<FormatSample> samples = new ArrayList<>();

    private Builder(String name, String description) {
      this.name = name;
      this.description = description;
    }

    Builder dialect(JsonDialect.Builder declared) {
      this.dialect = declared.build();
      return this;
    }

    Builder sample(
        String line, @Nullable String time, @Nullable String level, @Nullable String message) {
      return sample(line, time, level, message, Map.of());
    }

    Builder sample(
        String line,
        @Nullable String time,
        @Nullable String level,
        @Nullable String message,
        Map<String, Object> fields) {
      return sample(new FormatSample(line, time, level, message, fields));
    }

    Builder sample(FormatSample sample) {
      samples.add(sample);
      return this;
    }

    JsonFormat build() {
      return new JsonFormat(this);
    }
  }
}

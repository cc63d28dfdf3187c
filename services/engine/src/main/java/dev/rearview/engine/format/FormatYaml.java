package dev.rearview.engine.format;

import dev.rearview.engine.record.Field;
import dev.rearview.model.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a format as a user's file would declare it. */
public final class FormatYaml {
  private final StringBuilder out = new StringBuilder();

  private FormatYaml() {}

  /** The declaration; null where a format is none, as CSV. */
  public static @Nullable String of(LogFormat format) {
    FormatYaml yaml = new FormatYaml();
    switch (format) {
      case PatternFormat pattern -> yaml.pattern(pattern.declared());
      case JsonFormat json when !json.dialect().marks().isEmpty() -> yaml.json(json);
      case JsonFormat json -> {
        return null;
      }
      case SpreadJsonFormat spread -> {
        return null;
      }
      case OtlpFormat otlp -> {
        return null;
      }
      case LogfmtFormat logfmt -> {
        return null;
      }
      case TableFormat table -> {
        return null;
      }
      case RawFormat raw -> {
        return null;
      }
    }
    return yaml.out.toString();
  }

  private void pattern(PatternDeclaration declared) {
    head(declared.name(), declared.description());
    if (declared.start() != null) {
      pair("  ", "start", declared.start());
    }
    list("  ", declared.patterns().size() == 1 ? "pattern" : "patterns", declared.patterns());
    list("  ", "details", declared.details());
    list("  ", "time", declared.times().stream().map(TimeReader::text).toList());
    if (declared.multiLine()) {
      out.append("  multiline: true\n");
    }
    if (declared.doubledQuotes()) {
      out.append("  doubled_quotes: true\n");
    }
    list("  ", "numbers", declared.numbers().stream().sorted().toList());
    levels("  ", declared.levels());
    samples(declared.samples());
  }

  private void json(JsonFormat format) {
    JsonDialect dialect = format.dialect();
    head(format.name(), format.description());
    out.append("  json:\n");
    list("    ", "marks", names(dialect.marks()));
    list("    ", "time", names(dialect.times()));
    list("    ", "level", names(dialect.levels()));
    list("    ", "message", names(dialect.messages()));
    pair("    ", "numbers", dialect.numbers().wireName());
    levels("    ", dialect.words());
    if (dialect.unsaid() != null) {
      pair("    ", "unsaid", dialect.unsaid().name());
    }
    if (dialect.template()) {
      out.append("    template: true\n");
    }
    samples(format.samples());
  }

  /** Those of its own: the usual ones are there anyway. */
  private static List<String> names(List<Field> fields) {
    List<String> names = new ArrayList<>();
    fields.stream().filter(field -> field.builtIn() == null).forEach(f -> names.add(f.name()));
    return names;
  }

  private void head(String name, String description) {
    out.append("- name: ").append(name).append('\n');
    pair("  ", "description", description);
  }

  private void levels(String indent, Map<String, Level> levels) {
    if (!levels.isEmpty()) {
      out.append(indent).append("levels:\n");
      new TreeMap<>(levels)
          .forEach((word, level) -> pair(indent + "  ", quoted(word), level.name()));
    }
  }

  private void samples(List<FormatSample> samples) {
    out.append(samples.isEmpty() ? "" : "  samples:\n");
    for (FormatSample sample : samples) {
      out.append("    - line: ").append(quoted(sample.line())).append('\n');
      optional("time", sample.time());
      optional("level", sample.level());
      optional("message", sample.message());
      if (!sample.fields().isEmpty()) {
        out.append("      fields:\n");
        new TreeMap<>(sample.fields())
            .forEach((field, value) -> {
              out.append("        ").append(quoted(field)).append(": ");
              out.append(value instanceof String text ? quoted(text) : value.toString())
                  .append('\n');
            });
      }
    }
  }

  private void optional(String key, @Nullable String value) {
    if (value != null) {
      pair("      ", key, value);
    }
  }

  private void list(String indent, String key, Collection<String> values) {
    if (values.size() == 1) {
      pair(indent, key, values.iterator().next());
    } else if (!values.isEmpty()) {
      out.append(indent).append(key).append(":\n");
      values.forEach(v -> out.append(indent).append("  - ").append(quoted(v)).append('\n'));
    }
  }

  private void pair(String indent, String key, String value) {
    out.append(indent).append(key).append(": ").append(quoted(value)).append('\n');
  }

  private static String quoted(String text) {
    boolean plain = text.chars().allMatch(c -> c >= ' ' && c < 127);
    if (plain) {
      return "'" + text.replace("'", "''") + "'";
    }
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c > 126) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}

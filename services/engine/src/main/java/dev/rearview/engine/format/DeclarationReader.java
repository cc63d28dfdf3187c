package dev.rearview.engine.format;

import dev.rearview.engine.format.DeclarationException.Problem;
import dev.rearview.model.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads one declaration of a user's file and gathers what is wrong with it. */
final class DeclarationReader {
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "description",
          "pattern",
          "patterns",
          "start",
          "details",
          "time",
          "multiline",
          "doubled_quotes",
          "numbers",
          "levels",
          "samples",
          "json");
  private static final Set<String> SAMPLE_KEYS =
      Set.of("line", "time", "level", "message", "fields");
  private static final Set<String> JSON_KEYS =
      Set.of("marks", "time", "level", "message", "numbers", "levels", "unsaid", "template");

  private final String file;
  private final Node declaration;
  private final List<Problem> problems;
  private @Nullable String name;
  private int begunWith;

  DeclarationReader(String file, Node declaration, List<Problem> problems) {
    this.file = file;
    this.declaration = declaration;
    this.problems = problems;
    this.begunWith = problems.size();
  }

  private void problem(Node at, String what) {
    problems.add(new Problem(file, at.getStartMark().getLine() + 1, name, what));
  }

  /** What it calls itself, so that all that is wrong can be told of it. */
  private static @Nullable String nameOf(Node declaration) {
    if (declaration instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key
            && key.getValue().equals("name")
            && tuple.getValueNode() instanceof ScalarNode value) {
          return value.getValue();
        }
      }
    }
    return null;
  }

  /** Null where anything is wrong. */
  @Nullable LogFormat format() {
    name = nameOf(declaration);
    Map<String, Node> values = map(declaration, KEYS, "a format");
    Node named = values.get("name");
    if (named == null) {
      problem(declaration, "lacks a name");
    } else if (name == null || !name.matches("[a-z][a-z0-9_]{0,39}")) {
      problem(named, "name '%s': expected small letters, digits and _".formatted(name));
    }
    String described = values.containsKey("description") ? text(values.get("description")) : null;
    String description = described == null ? "declared in " + file : described;
    LogFormat format =
        values.containsKey("json") ? json(values, description) : pattern(values, description);
    return problems.size() > begunWith ? null : format;
  }

  private @Nullable LogFormat pattern(Map<String, Node> values, String description) {
    List<String> patterns = new ArrayList<>(texts(values.get("pattern")));
    patterns.addAll(texts(values.get("patterns")));
    if (patterns.isEmpty()) {
      problem(declaration, "lacks a pattern (or json)");
      return null;
    }
    PatternDeclaration.Builder builder =
        new PatternDeclaration.Builder(String.valueOf(name), description)
            .pattern(patterns.toArray(String[]::new))
            .details(texts(values.get("details")).toArray(String[]::new))
            .start(values.containsKey("start") ? text(values.get("start")) : null)
            .numbers(texts(values.get("numbers")).toArray(String[]::new))
            .levels(levels(values.get("levels")))
            .multiLine(truth(values.get("multiline")))
            .doubledQuotes(truth(values.get("doubled_quotes")))
            .time(times(values.get("time")).toArray(TimeReader[]::new));
    samples(values.get("samples")).forEach(builder::sample);
    PatternFormat format;
    try {
      format = new PatternFormat(builder.declared(), true);
    } catch (IllegalArgumentException e) {
      Node at = values.containsKey("pattern") ? at(values, "pattern") : at(values, "patterns");
      problem(at, String.valueOf(e.getMessage()));
      return null;
    }
    check(format, values);
    return format;
  }

  private Node at(Map<String, Node> values, String key) {
    return Objects.requireNonNullElse(values.get(key), declaration);
  }

  private void check(PatternFormat format, Map<String, Node> values) {
    Set<String> groups = format.groups();
    boolean timed = !format.declared().times().isEmpty();
    if (groups.contains("time") && !timed) {
      problem(
          declaration,
          "has a group 'time' but does not say how it is written: expected time: with one of %s, or letters such as dd.MM.yyyy HH:mm:ss"
              .formatted(TimeLayout.names()));
    }
    if (!groups.contains("time") && values.containsKey("time")) {
      problem(
          values.get("time"), "says how the time is written, but no pattern has a group 'time'");
    }
    for (String number : format.declared().numbers()) {
      if (!groups.contains(number)) {
        problem(
            at(values, "numbers"),
            "numbers: no pattern has a group '%s'; there are %s".formatted(number, groups));
      }
    }
  }

  private LogFormat json(Map<String, Node> values, String description) {
    Node node = at(values, "json");
    Map<String, Node> json = map(node, JSON_KEYS, "json");
    JsonDialect.Builder dialect =
        JsonDialect.builder()
            .marks(texts(json.get("marks")).toArray(String[]::new))
            .time(texts(json.get("time")).toArray(String[]::new))
            .level(texts(json.get("level")).toArray(String[]::new))
            .message(texts(json.get("message")).toArray(String[]::new))
            .words(levels(json.get("levels")))
            .template(truth(json.get("template")));
    if (texts(json.get("marks")).isEmpty()) {
      problem(node, "json: lacks marks: the fields by which its records are told from others");
    }
    Node unsaid = json.get("unsaid");
    if (unsaid != null) {
      dialect.unsaid(level(unsaid));
    }
    Node numbers = json.get("numbers");
    if (numbers != null) {
      LevelNumbers known = LevelNumbers.named(text(numbers));
      if (known == null) {
        problem(
            numbers,
            "numbers '%s': expected one of %s".formatted(text(numbers), LevelNumbers.names()));
      } else {
        dialect.numbers(known);
      }
    }
    for (String key : List.of("pattern", "patterns", "start", "details", "time", "numbers")) {
      if (values.containsKey(key)) {
        problem(values.get(key), "%s: does not go with json".formatted(key));
      }
    }
    JsonFormat.Builder builder =
        JsonFormat.named(String.valueOf(name), description).dialect(dialect);
    samples(values.get("samples")).forEach(builder::sample);
    return builder.build();
  }

  private List<FormatSample> samples(@Nullable Node node) {
    List<FormatSample> samples = new ArrayList<>();
    for (Node one : list(node)) {
      Map<String, Node> values = map(one, SAMPLE_KEYS, "a sample");
      String line = values.containsKey("line") ? text(values.get("line")) : null;
      if (line == null) {
        problem(one, "a sample lacks its line");
        continue;
      }
      Map<String, Object> fields = new LinkedHashMap<>();
      Node given = values.get("fields");
      if (given != null) {
        map(given, null, "fields").forEach((field, value) -> fields.put(field, value(value)));
      }
      samples.add(
          new FormatSample(
              line.endsWith("\n") ? line.substring(0, line.length() - 1) : line,
              optional(values.get("time")),
              optional(values.get("level")),
              optional(values.get("message")),
              fields));
    }
    return samples;
  }

  private @Nullable String optional(@Nullable Node node) {
    return node == null || node.getTag() == Tag.NULL ? null : text(node);
  }

  private Object value(Node node) {
    String text = String.valueOf(text(node));
    return node.getTag() == Tag.STR ? text : Scalars.of(text);
  }

  private List<TimeReader> times(@Nullable Node node) {
    List<TimeReader> readers = new ArrayList<>();
    for (String text : texts(node)) {
      try {
        readers.add(TimeReader.of(text));
      } catch (IllegalArgumentException e) {
        problem(Objects.requireNonNull(node), String.valueOf(e.getMessage()));
      }
    }
    return readers;
  }

  private Map<String, Level> levels(@Nullable Node node) {
    Map<String, Level> levels = new LinkedHashMap<>();
    if (node != null) {
      map(node, null, "levels")
          .forEach((word, value) -> {
            Level level = level(value);
            if (level != null) {
              levels.put(word.toLowerCase(Locale.ROOT), level);
            }
          });
    }
    return levels;
  }

  private @Nullable Level level(Node node) {
    String text = text(node);
    for (Level level : Level.values()) {
      if (level.name().equalsIgnoreCase(text)) {
        return level;
      }
    }
    problem(node, "level '%s': expected one of %s".formatted(text, List.of(Level.values())));
    return null;
  }

  private boolean truth(@Nullable Node node) {
    String text = node == null ? "false" : text(node);
    if (!"true".equals(text) && !"false".equals(text)) {
      problem(Objects.requireNonNull(node), "'%s': expected true or false".formatted(text));
    }
    return "true".equals(text);
  }

  private @Nullable String text(@Nullable Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    if (node != null) {
      problem(node, "expected a text, not a list or a map");
    }
    return null;
  }

  /** One text or a list of them. */
  private List<String> texts(@Nullable Node node) {
    List<String> texts = new ArrayList<>();
    for (Node one : node instanceof ScalarNode ? List.of(node) : list(node)) {
      String text = text(one);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  private List<Node> list(@Nullable Node node) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    if (node != null) {
      problem(node, "expected a list");
    }
    return List.of();
  }

  /**
   * The values by key.
   *
   * @param known keys that may be there; null: any
   */
  private Map<String, Node> map(Node node, @Nullable Set<String> known, String of) {
    Map<String, Node> values = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      problem(node, "expected %s as key: value".formatted(of));
      return values;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = String.valueOf(text(tuple.getKeyNode()));
      if (known != null && !known.contains(key)) {
        problem(
            tuple.getKeyNode(),
            "'%s' is no key of %s: expected one of %s"
                .formatted(key, of, String.join(", ", known.stream().sorted().toList())));
      } else {
        values.put(key, tuple.getValueNode());
      }
    }
    return values;
  }
}

package dev.rearview.engine.format;

import dev.rearview.engine.pattern.Requirement;
import dev.rearview.engine.record.FieldMap;
import dev.rearview.model.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A format declared by patterns with named groups. The groups {@code time}, {@code level} and
 * {@code message} are what they say; {@code pri} is syslog's priority, which holds the level;
 * {@code fraction} belongs to the time; {@code pairs} holds {@code key=value} pairs, {@code
 * structured} those of RFC 5424; every other one is a field, its name from camel case to snake
 * case. Patterns begin where the line begins and see no more than the first 2,048 characters, so
 * that no line takes them long.
 */
public final class PatternFormat implements LogFormat {
  /** Characters of a record that patterns look at; the rest belongs to the message. */
  static final int MAX_HEAD = 2_048;

  private final PatternDeclaration declared;
  private final List<TimeReader> times;
  private final List<LinePattern> patterns;
  private final List<LinePattern> details;
  private final @Nullable LinePattern start;
  private final LineShape shape;

  /** Groups as their fields are named. */
  private final Map<String, String> names;

  private volatile @Nullable Map<Level, Requirement> ownForms;

  PatternFormat(PatternDeclaration declared, boolean linear) {
    this(
        declared,
        declared.times(),
        compiled(declared.patterns(), linear),
        compiled(declared.details(), linear),
        declared.start() == null ? null : compiled(List.of(declared.start()), linear).getFirst());
  }

  private PatternFormat(
      PatternDeclaration declared,
      List<TimeReader> times,
      List<LinePattern> patterns,
      List<LinePattern> details,
      @Nullable LinePattern start) {
    this.declared = declared;
    this.times = times;
    this.patterns = patterns;
    this.details = details;
    this.start = start;
    List<LineShape.Step[]> shapes = new ArrayList<>();
    for (LinePattern pattern : start != null ? List.of(start) : patterns) {
      shapes.addAll(LineShapeReader.steps(Part.of(pattern.text())));
    }
    this.shape = new LineShape(shapes);
    this.names = groups().stream().collect(Collectors.toMap(g -> g, PatternFormat::snakeCase));
  }

  private static List<LinePattern> compiled(List<String> patterns, boolean linear) {
    List<LinePattern> all = new ArrayList<>();
    for (String pattern : patterns) {
      String text = Shorthands.expand(pattern);
      all.add(linear ? LinePattern.linear(text) : LinePattern.trusted(text));
    }
    return List.copyOf(all);
  }

  static PatternDeclaration.Builder named(String name, String description) {
    return new PatternDeclaration.Builder(name, description);
  }

  /** What it was made of. */
  PatternDeclaration declared() {
    return declared;
  }

  @Override
  public String name() {
    return declared.name();
  }

  @Override
  public String description() {
    return declared.description();
  }

  @Override
  public List<FormatSample> samples() {
    return declared.samples();
  }

  @Override
  public boolean isMultiLine() {
    return declared.multiLine();
  }

  @Override
  public boolean hasTime() {
    return patterns.stream().allMatch(pattern -> pattern.groups().containsKey("time"))
        || details.stream().anyMatch(pattern -> pattern.groups().containsKey("time"));
  }

  /** Whether every line of it that begins a record surely has a time that can be read. */
  boolean isTimed() {
    return start == null && patterns.stream().allMatch(pattern -> hasTime(Part.of(pattern.text())));
  }

  private static boolean hasTime(Part part) {
    return switch (part) {
      case Part.Row row -> row.parts().stream().anyMatch(PatternFormat::hasTime);
      case Part.Choice choice -> choice.parts().stream().allMatch(PatternFormat::hasTime);
      case Part.Times times -> times.min() > 0 && hasTime(times.part());
      case Part.Group group -> group.name().equals("time") || hasTime(group.part());
      case Part.One one -> false;
      case Part.Boundary boundary -> false;
      case Part.Unknown unknown -> false;
    };
  }

  @Override
  public boolean readsWholeRecord() {
    return start != null;
  }

  /** The names of all groups of its patterns. */
  Set<String> groups() {
    Set<String> names = new TreeSet<>();
    patterns.forEach(pattern -> names.addAll(pattern.groups().keySet()));
    details.forEach(detail -> names.addAll(detail.groups().keySet()));
    return names;
  }

  /** The patterns that are tried where a record begins. */
  List<LinePattern> startPatterns() {
    List<LinePattern> all = new ArrayList<>(patterns);
    if (start != null) {
      all.add(start);
    }
    return all;
  }

  /** The patterns that are looked for anywhere in a record. */
  List<LinePattern> details() {
    return details;
  }

  /** The bytes that its records may begin with. */
  ByteSet first() {
    return shape.first();
  }

  @Override
  public boolean mayStart(byte[] line, int from, int to) {
    return shape.matches(line, from, to);
  }

  @Override
  public boolean mayStart(String line) {
    return shape.matches(line);
  }

  @Override
  public boolean starts(String line, TimeContext context) {
    return start == null ? parse(line, context) != null : start.matchStart(head(line)) != null;
  }

  /** What patterns see of a text. */
  static String head(String text) {
    return text.length() <= MAX_HEAD ? text : text.substring(0, MAX_HEAD);
  }

  /** Whether its times may be written in several ways. */
  boolean isTunable() {
    return times.size() > 1;
  }

  /** The same format, its ways to write times by how many of the lines are written so. */
  PatternFormat tunedTo(List<String> lines, TimeContext context) {
    if (!isTunable()) {
      return this;
    }
    List<TimeReader> sorted = new ArrayList<>(times);
    sorted.sort(
        Comparator.comparingLong(reader -> {
          PatternFormat only =
              new PatternFormat(declared, List.of(reader), patterns, details, start);
          return -lines.stream().filter(line -> only.parse(line, context) != null).count();
        }));
    return new PatternFormat(declared, List.copyOf(sorted), patterns, details, start);
  }

  @Override
  public Requirement written(Set<Level> levels) {
    Map<Level, Requirement> known = ownForms;
    if (known == null) {
      known = ownForms();
      ownForms = known;
    }
    List<Requirement> forms = new ArrayList<>();
    for (Map.Entry<Level, Requirement> form : known.entrySet()) {
      if (levels.contains(form.getKey())) {
        forms.add(form.getValue());
      }
    }
    return Requirement.any(forms);
  }

  /** How it writes each level, otherwise than as a word that everybody knows. */
  private Map<Level, Requirement> ownForms() {
    List<LinePattern> all = new ArrayList<>(patterns);
    all.addAll(details);
    Map<Level, Requirement> forms = new EnumMap<>(Level.class);
    for (Level level : Level.values()) {
      List<Requirement> own = new ArrayList<>();
      for (LinePattern pattern : all) {
        declared
            .levels()
            .forEach((word, meaning) -> {
              if (meaning == level) {
                LevelNeighbours.of(pattern.text()).forEach(place -> own.add(place.around(word)));
              }
            });
        if (pattern.groups().containsKey("pri")) {
          own.add(LevelForms.priorities(Set.of(level)));
        }
      }
      if (!own.isEmpty()) {
        forms.put(level, Requirement.any(own));
      }
    }
    return forms;
  }

  @Override
  public @Nullable ParsedLine parse(String text, TimeContext context) {
    String head = head(text);
    for (LinePattern pattern : patterns) {
      LinePattern.Match match = pattern.matchStart(head);
      if (match != null) {
        Found found = new Found(text, head);
        found.take(pattern, match);
        for (LinePattern detail : details) {
          LinePattern.Match more = detail.find(head);
          if (more != null) {
            found.take(detail, more);
          }
        }
        ParsedLine line = found.line(context);
        if (line != null) {
          return line;
        }
      }
    }
    return null;
  }

  /** What the groups of a record's patterns hold; of two of one name the first counts. */
  private final class Found {
    private final String text;
    private final String head;
    private final FieldMap fields = new FieldMap();
    private @Nullable String time;
    private @Nullable String fraction;
    private @Nullable String level;
    private @Nullable String message;
    private @Nullable Level priority;

    Found(String text, String head) {
      this.text = text;
      this.head = head;
    }

    void take(LinePattern pattern, LinePattern.Match match) {
      for (Map.Entry<String, Integer> group : pattern.groups().entrySet()) {
        String value = match.group(group.getValue());
        if (value != null) {
          String meant = declared.doubledQuotes() ? value.replace("\"\"", "\"") : value;
          take(group.getKey(), meant, match.end(group.getValue()));
        }
      }
    }

    private void take(String group, String value, int end) {
      switch (group) {
        case "time" -> time = time == null ? value : time;
        case "fraction" -> fraction = value;
        case "level" -> level = level == null ? value : level;
        case "message" -> {
          if (message == null) {
            message = end == head.length() ? value + text.substring(end) : value;
          }
        }
        case "pri" -> {
          long number = Long.parseLong(value);
          fields.put("priority", number);
          priority = number > 191 ? null : LevelNumbers.SYSLOG.of(number % 8);
        }
        case "pairs" -> Pairs.lenient(value, fields::put);
        case "structured" -> StructuredData.read(value, fields::put);
        default -> {
          String text = value.strip();
          if (!text.isEmpty() && !text.equals("-")) {
            fields.put(
                names.getOrDefault(group, group),
                declared.numbers().contains(group) ? number(text) : text);
          }
        }
      }
    }

    @Nullable ParsedLine line(TimeContext context) {
      EventTime at = null;
      if (time != null) {
        at = read(fraction == null ? time : time + "." + fraction, context);
        if (at == null) {
          return null;
        }
      }
      String said = message;
      return new ParsedLine(
          at,
          level == null ? priority : level(level),
          level,
          said == null ? (hasMessage() ? null : text) : said.strip(),
          fields);
    }
  }

  private boolean hasMessage() {
    return patterns.getFirst().groups().containsKey("message")
        || details.stream().anyMatch(detail -> detail.groups().containsKey("message"));
  }

  @Override
  public @Nullable LeadingTime leadingTime() {
    return start == null ? new LeadingTime(this, patterns) : null;
  }

  /** The way to write times that is tried first. */
  TimeReader firstTime() {
    return times.getFirst();
  }

  /** A time in one of the ways in which the format writes them. */
  @Nullable EventTime read(String text, TimeContext context) {
    for (TimeReader reader : times) {
      EventTime time = reader.parse(text, context);
      if (time != null) {
        return time;
      }
    }
    return null;
  }

  private @Nullable Level level(String text) {
    Map<String, Level> words = declared.levels();
    Level own = words.isEmpty() ? null : words.get(text.strip().toLowerCase(Locale.ROOT));
    return own != null ? own : Level.of(text);
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

  private static Object number(String text) {
    try {
      return text.indexOf('.') >= 0 ? (Object) Double.valueOf(text) : (Object) Long.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }
}

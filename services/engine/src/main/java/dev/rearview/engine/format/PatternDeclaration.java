package dev.rearview.engine.format;

import dev.rearview.model.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link PatternFormat} is made of; a user's file has the same under the same names.
 *
 * @param patterns of a record, tried in this order; {@code %{name}} is a shorthand
 * @param start pattern of the first line of records that are read over all their lines; null where
 *     the first line is the whole of what the patterns see
 * @param details further patterns that may be found anywhere in the record and add fields
 * @param times ways in which the group {@code time} is written; where none is given, those of the
 *     shorthands in the patterns
 * @param multiLine whether lines that are no record belong to the one before
 * @param doubledQuotes whether two quotes in a group stand for one, as in CSV
 * @param numbers groups whose values are numbers
 * @param levels levels in words of its own, in lower case
 */
record PatternDeclaration(
    String name,
    String description,
    List<String> patterns,
    @Nullable String start,
    List<String> details,
    List<TimeReader> times,
    boolean multiLine,
    boolean doubledQuotes,
    Set<String> numbers,
    Map<String, Level> levels,
    List<FormatSample> samples) {
  PatternDeclaration {
    patterns = List.copyOf(patterns);
    details = List.copyOf(details);
    times = times.isEmpty() ? named(patterns, details) : List.copyOf(times);
    numbers = Set.copyOf(numbers);
    levels = Map.copyOf(levels);
    samples = List.copyOf(samples);
  }

  /** The layouts whose shorthands stand in the patterns. */
  private static List<TimeReader> named(List<String> patterns, List<String> details) {
    List<TimeReader> found = new ArrayList<>();
    for (TimeLayout layout : TimeLayout.values()) {
      String shorthand = "%{" + layout.text() + "}";
      if (patterns.stream().anyMatch(p -> p.contains(shorthand))
          || details.stream().anyMatch(p -> p.contains(shorthand))) {
        found.add(layout);
      }
    }
    return List.copyOf(found);
  }

  /** Declares a format. */
  static final class Builder {
    private final String name;
    private final String description;
    private List<String> patterns = List.of();
    private @Nullable String start;
    private List<String> details = List.of();
    private List<TimeReader> times = List.of();
    private boolean multiLine;
    private boolean doubledQuotes;
    private Set<String> numbers = Set.of();
    private Map<String, Level> levels = Map.of();
    private final List<FormatSample> samples = new ArrayList<>();

    Builder(String name, String description) {
      this.name = name;
      this.description = description;
    }

    Builder pattern(String... alternatives) {
      this.patterns = List.of(alternatives);
      return this;
    }

    Builder start(@Nullable String pattern) {
      this.start = pattern;
      return this;
    }

    Builder details(String... patterns) {
      this.details = List.of(patterns);
      return this;
    }

    Builder time(TimeReader... readers) {
      this.times = List.of(readers);
      return this;
    }

    /** Ways to write times, by letters; see {@link TimePattern}. */
    Builder time(String... letters) {
      List<TimeReader> readers = new ArrayList<>();
      for (String text : letters) {
        readers.add(TimeReader.of(text));
      }
      this.times = readers;
      return this;
    }

    Builder multiLine() {
      return multiLine(true);
    }

    Builder multiLine(boolean multiLine) {
      this.multiLine = multiLine;
      return this;
    }

    Builder doubledQuotes(boolean doubledQuotes) {
      this.doubledQuotes = doubledQuotes;
      return this;
    }

    Builder numbers(String... groups) {
      this.numbers = Set.of(groups);
      return this;
    }

    Builder levels(Map<String, Level> words) {
      this.levels = words;
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

    PatternDeclaration declared() {
      return new PatternDeclaration(
          name,
          description,
          patterns,
          start,
          details,
          times,
          multiLine,
          doubledQuotes,
          numbers,
          levels,
          samples);
    }

    /** A format whose patterns are known not to take long. */
    PatternFormat build() {
      return new PatternFormat(declared(), false);
    }
  }
}

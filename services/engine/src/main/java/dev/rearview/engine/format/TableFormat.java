package dev.rearview.engine.format;

import dev.rearview.engine.pattern.ByteClass;
import dev.rearview.engine.pattern.Requirement;
import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.FieldMap;
import dev.rearview.model.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table whose columns the file itself names: in its first line (CSV with commas,
 * semicolons, tabs or bars, RFC 4180), or in a line {@code #Fields:} (W3C's extended log format, as
 * IIS writes it).
 */
public final class TableFormat implements LogFormat {
  static final TableFormat CSV =
      new TableFormat(
          "csv",
          "a table with a line of names, separated by commas, semicolons, tabs or bars",
          ',',
          List.of("time", "level", "service", "message", "took_ms"),
          List.of(
              new FormatSample(
                  "2024-01-15T15:47:23.120Z,WARN,cart,\"slow, \"\"again\"\"\",812",
                  "2024-01-15T15:47:23.120Z",
                  "WARN",
                  "slow, \"again\"",
                  Map.of("service", "cart", "took_ms", 812L))));
  static final TableFormat W3C =
      new TableFormat(
          "w3c",
          "W3C's extended log format, as IIS writes it, with a line #Fields:",
          ' ',
          List.of("date", "time", "s-ip", "cs-method", "cs-uri-stem", "c-ip", "sc-status"),
          List.of(
              new FormatSample(
                  "2024-01-15 15:47:23 10.0.0.1 GET /cart 10.0.0.7 500",
                  "2024-01-15T15:47:23Z",
                  null,
                  null,
                  Map.of("sc-status", 500L, "cs-method", "GET"))));

  private static final String FIELDS = "#Fields:";
  private static final int MAX_COLUMNS = 500;
  private static final Field DATE = Field.exactly("date");
  private static final Field TIME = Field.exactly("time");

  private final String name;
  private final String description;
  private final char separator;
  private final List<String> columns;
  private final List<FormatSample> samples;

  private TableFormat(
      String name,
      String description,
      char separator,
      List<String> columns,
      List<FormatSample> samples) {
    this.name = name;
    this.description = description;
    this.separator = separator;
    this.columns = columns;
    this.samples = samples;
  }

  /** The table that a file's first lines show; null where they show none. */
  static @Nullable TableFormat of(List<String> lines) {
    for (String line : lines) {
      if (line.startsWith(FIELDS)) {
        List<String> columns = List.of(line.substring(FIELDS.length()).strip().split("\\s+"));
        return new TableFormat(
            W3C.name, W3C.description, separatorOfRows(lines), columns, W3C.samples);
      }
      if (!line.startsWith("#")) {
        break;
      }
    }
    for (char separator : new char[] {',', '\t', ';', '|'}) {
      List<String> columns = lines.isEmpty() ? null : cells(lines.getFirst(), separator);
      if (columns != null && isHeader(columns) && fits(lines, columns.size(), separator)) {
        return new TableFormat(CSV.name, CSV.description, separator, columns, CSV.samples);
      }
    }
    return null;
  }

  /** A blank; a tab where rows have one, as CloudFront's do. */
  private static char separatorOfRows(List<String> lines) {
    return lines.stream().anyMatch(line -> !line.startsWith("#") && line.indexOf('\t') > 0)
        ? '\t'
        : ' ';
  }

  /** Names, all different, one of which is known to be a time, a level or a message. */
  private static boolean isHeader(List<String> cells) {
    if (cells.size() < 2 || cells.size() > MAX_COLUMNS) {
      return false;
    }
    boolean known = false;
    Set<String> names = new HashSet<>();
    for (String cell : cells) {
      if (!isName(cell) || !names.add(cell)) {
        return false;
      }
      BuiltIn builtIn = Field.named(cell).builtIn();
      known |= builtIn == BuiltIn.TS || builtIn == BuiltIn.LEVEL || builtIn == BuiltIn.MESSAGE;
      known |= cell.equalsIgnoreCase("date");
    }
    return known;
  }

  private static boolean isName(String cell) {
    if (cell.isBlank() || cell.length() > 60 || Character.isDigit(cell.charAt(0))) {
      return false;
    }
    return cell.chars()
        .allMatch(c -> Character.isLetterOrDigit(c) || " _-.@/()[]%#".indexOf(c) >= 0);
  }

  private static boolean fits(List<String> lines, int columns, char separator) {
    int rows = 0;
    int fitting = 0;
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = cells(line, separator);
      rows++;
      fitting += cells != null && cells.size() == columns ? 1 : 0;
    }
    return rows > 0 && fitting * 10 >= rows * 9;
  }

  /** Null where quotes are not closed. */
  private static @Nullable List<String> cells(String line, char separator) {
    List<String> cells = new ArrayList<>();
    int at = 0;
    while (at <= line.length() && cells.size() <= MAX_COLUMNS) {
      StringBuilder cell = new StringBuilder();
      if (at < line.length() && line.charAt(at) == '"') {
        at = quoted(line, at + 1, cell);
        if (at < 0 || (at < line.length() && line.charAt(at) != separator)) {
          return null;
        }
      } else {
        int end = line.indexOf(separator, at);
        end = end < 0 ? line.length() : end;
        cell.append(line, at, end);
        at = end;
      }
      cells.add(cell.toString());
      at++;
    }
    return cells;
  }

  /** Where the text after the closing quote begins; -1 where none closes. */
  private static int quoted(String line, int from, StringBuilder out) {
    for (int at = from; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c != '"') {
        out.append(c);
      } else if (at + 1 < line.length() && line.charAt(at + 1) == '"') {
        out.append(c);
        at++;
      } else {
        return at + 1;
      }
    }
    return -1;
  }

  /** The line that names the columns. */
  String header() {
    return separator == ' '
        ? FIELDS + " " + String.join(" ", columns)
        : String.join(String.valueOf(separator), columns);
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
    return false;
  }

  @Override
  public boolean hasTime() {
    return false;
  }

  /** Only a file's own header makes its lines rows. */
  @Override
  public boolean mayStart(byte[] line, int from, int to) {
    return this != CSV && this != W3C && to > from;
  }

  @Override
  public boolean mayStart(String line) {
    return this != CSV && this != W3C && !line.isEmpty();
  }

  /** A cell that is a number may stand for a level. */
  @Override
  public Requirement written(Set<Level> levels) {
    if (this == CSV || this == W3C) {
      return Requirement.NEVER;
    }
    ByteClass tens = ByteClass.NONE;
    for (int n = 10; n < 70; n += 10) {
      Level level = LevelNumbers.TENS.of(n);
      tens = level != null && levels.contains(level) ? tens.or(ByteClass.of('0' + n / 10)) : tens;
    }
    return tens.size() == 0 ? Requirement.NEVER : Writing.contains(tens, ByteClass.DIGIT);
  }

  /**
   * Where rows begin with their time, a line that does so too is one, with cells too few or many.
   */
  @Override
  public boolean isBroken(String line, TimeContext times) {
    int end = line.indexOf(separator);
    String column = columns.getFirst();
    boolean isDate = column.equalsIgnoreCase("date");
    if (end < 0 || !(isDate || Field.named(column).builtIn() == BuiltIn.TS)) {
      return false;
    }
    String cell = line.substring(0, end);
    return NamedValues.text(cell, times) != null
        || (isDate && NamedValues.text(cell + " 00:00:00", times) != null);
  }

  /** Lines that name columns, or begin with {@code #}, are of it too, and say nothing else. */
  @Override
  public @Nullable ParsedLine parse(String line, TimeContext times) {
    List<String> cells = cells(line, separator);
    boolean fits = cells != null && cells.size() == columns.size();
    if (cells != null && cells.equals(columns) || !fits && line.startsWith("#")) {
      return new ParsedLine(null, null, null, line, new FieldMap());
    }
    if (cells == null || !fits) {
      return null;
    }
    FieldMap values = new FieldMap();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      if (!cell.isEmpty() && !cell.equals("-")) {
        values.put(columns.get(i), Scalars.of(cell));
      }
    }
    ParsedLine row = NamedValues.line(values, JsonDialect.GENERIC, times);
    if (row.time() != null || !(values.get(DATE) instanceof String date)) {
      return row;
    }
    String when = values.get(TIME) instanceof String time ? date + " " + time : date;
    return new ParsedLine(
        NamedValues.text(when, times), row.level(), row.levelText(), row.message(), values);
  }
}

package dev.rearview.engine.format;

import dev.rearview.engine.pattern.Requirement;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.FieldMap;
import dev.rearview.model.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code key=value} pairs and nothing else. */
public final class LogfmtFormat implements LogFormat {
  static final LogfmtFormat INSTANCE = new LogfmtFormat();

  /** The usual spellings, and Grafana's of the time. */
  static final JsonDialect DIALECT =
      new JsonDialect(
          List.of(),
          List.of(Field.TS, Field.exactly("t")),
          List.of(Field.LEVEL),
          List.of(Field.MESSAGE),
          LevelNumbers.TENS,
          Map.of(),
          null,
          false);

  private LogfmtFormat() {}

  @Override
  public String name() {
    return "logfmt";
  }

  @Override
  public String description() {
    return "key=value pairs";
  }

  @Override
  public List<FormatSample> samples() {
    return List.of(
        new FormatSample(
            "time=2024-01-15T15:47:23Z level=info msg=\"cart \\\"7\\\" saved\" took=12ms user_id=42",
            "2024-01-15T15:47:23Z",
            "INFO",
            "cart \"7\" saved",
            Map.of("took", "12ms", "user_id", "42")),
        new FormatSample(
            "ts=1705333643.120 lvl=error msg=refused retries=3",
            "2024-01-15T15:47:23.120Z",
            "ERROR",
            "refused",
            Map.of("retries", 3L)),
        new FormatSample(
            "logger=context t=2024-01-15T16:47:23.120+0100 level=warn msg=slow",
            "2024-01-15T15:47:23.120Z",
            "WARN",
            "slow",
            Map.of("logger", "context")));
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
    int at = from;
    while (at < to && line[at] != '=' && line[at] != ' ') {
      at++;
    }
    if (at == from || at >= to || line[at] == ' ') {
      return false;
    }
    do {
      at++;
    } while (at < to && line[at] != '=');
    return at < to;
  }

  @Override
  public boolean mayStart(String line) {
    int equals = line.indexOf('=');
    return equals > 0 && line.indexOf('=', equals + 1) > 0 && line.lastIndexOf(' ', equals) < 0;
  }

  @Override
  public @Nullable ParsedLine parse(String line, TimeContext times) {
    FieldMap values = read(line);
    return values == null ? null : NamedValues.line(values, DIALECT, times);
  }

  /** Null where the line is not of this format. */
  static @Nullable FieldMap read(String line) {
    FieldMap values = new FieldMap();
    return INSTANCE.mayStart(line) && Pairs.strict(line, values::put) >= 2 ? values : null;
  }

  @Override
  public Requirement written(Set<Level> levels) {
    return LevelForms.pairs(levels);
  }

  @Override
  public FieldReader fields() {
    return new LogfmtFields();
  }
}

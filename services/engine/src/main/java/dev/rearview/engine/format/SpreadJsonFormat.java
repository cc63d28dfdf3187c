package dev.rearview.engine.format;

import dev.rearview.engine.pattern.Requirement;
import dev.rearview.engine.record.FieldMap;
import dev.rearview.model.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is spread over several lines: the first is an opening brace alone, the last
 * begins with the closing one.
 */
public final class SpreadJsonFormat implements LogFormat {
  static final SpreadJsonFormat INSTANCE = new SpreadJsonFormat();

  private SpreadJsonFormat() {}

  @Override
  public String name() {
    return "json_spread";
  }

  @Override
  public String description() {
    return "one JSON object over several lines, in any of the dialects";
  }

  @Override
  public List<FormatSample> samples() {
    return List.of(
        new FormatSample(
            "{\n  \"timestamp\": \"2024-01-15T15:47:23.120Z\",\n  \"level\": \"warn\",\n  \"message\": \"slow\",\n  \"http\": {\n    \"status\": 200\n  }\n}",
            "2024-01-15T15:47:23.120Z",
            "WARN",
            "slow",
            Map.of("http.status", 200L)),
        new FormatSample(
            "{\n  \"@t\": \"2024-01-15T15:47:23Z\",\n  \"@mt\": \"saved {Id}\",\n  \"Id\": 7\n}",
            "2024-01-15T15:47:23Z",
            "INFO",
            "saved 7",
            Map.of()));
  }

  @Override
  public boolean isMultiLine() {
    return true;
  }

  @Override
  public boolean hasTime() {
    return false;
  }

  @Override
  public boolean readsWholeRecord() {
    return true;
  }

  @Override
  public boolean mayStart(byte[] line, int from, int to) {
    if (from >= to || line[from] != '{') {
      return false;
    }
    for (int i = from + 1; i < to; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean mayStart(String line) {
    return line.startsWith("{") && line.strip().length() == 1;
  }

  @Override
  public boolean starts(String line, TimeContext times) {
    return mayStart(line);
  }

  /** In any of the dialects. */
  @Override
  public Requirement written(Set<Level> levels) {
    Requirement usual = LevelForms.json(levels, JsonDialect.GENERIC, true);
    List<Requirement> forms = new ArrayList<>(List.of(usual));
    for (JsonFormat format : JsonFormats.DIALECTS) {
      Requirement form = LevelForms.json(levels, format.dialect(), true);
      if (!form.equals(usual)) {
        forms.add(format.marked(form));
      }
    }
    return Requirement.any(forms);
  }

  @Override
  public @Nullable ParsedLine parse(String text, TimeContext times) {
    FieldMap values = text.stripTrailing().endsWith("\n}") ? JsonText.read(text) : null;
    return values == null
        ? null
        : NamedValues.line(values, JsonFormats.of(values).dialect(), times);
  }
}

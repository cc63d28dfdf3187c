package dev.rearview.engine.format;

import dev.rearview.engine.pattern.Requirement;
import dev.rearview.engine.record.FieldMap;
import dev.rearview.model.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Any line: the whole of it is the message. */
public final class RawFormat implements LogFormat {
  public static final RawFormat INSTANCE = new RawFormat();

  private RawFormat() {}

  @Override
  public String name() {
    return "raw";
  }

  @Override
  public String description() {
    return "any text, each line a record";
  }

  @Override
  public List<FormatSample> samples() {
    return List.of(
        new FormatSample("something happened", null, null, "something happened", Map.of()));
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
    return true;
  }

  @Override
  public boolean mayStart(String line) {
    return true;
  }

  @Override
  public Requirement written(Set<Level> levels) {
    return Requirement.NEVER;
  }

  @Override
  public ParsedLine parse(String line, TimeContext times) {
    return new ParsedLine(null, null, null, line, new FieldMap());
  }
}

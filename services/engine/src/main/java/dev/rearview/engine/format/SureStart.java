package dev.rearview.engine.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells that a line surely begins a record of a format, with a time that can be read, by no more of
 * it than tells that. Where it says no, {@link LogFormat#parse} may still say yes. For one thread.
 */
final class SureStart {
  private record Beginning(GreedyLine.Walk walk, int time) {}

  private final PatternFormat format;
  private final List<Beginning> beginnings;

  private SureStart(PatternFormat format, List<Beginning> beginnings) {
    this.format = format;
    this.beginnings = beginnings;
  }

  /** Null where nothing is sure of the format's lines. */
  static @Nullable SureStart of(LogFormat any) {
    if (!(any instanceof PatternFormat format)
        || format.readsWholeRecord()
        || format.groups().contains("fraction")) {
      return null;
    }
    List<Beginning> beginnings = new ArrayList<>();
    for (LinePattern pattern : format.startPatterns()) {
      GreedyLine greedy = pattern.greedy();
      Integer time = pattern.groups().get("time");
      if (greedy != null && time != null) {
        beginnings.add(new Beginning(greedy.new Walk(), time));
      }
    }
    return beginnings.isEmpty() ? null : new SureStart(format, beginnings);
  }

  /**
   * @param bytes hold the line from {@code from} to {@code to}
   */
  boolean begins(byte[] bytes, int from, int to, TimeContext times) {
    int end = Math.min(to, from + PatternFormat.MAX_HEAD);
    for (Beginning one : beginnings) {
      if (one.walk.begins(bytes, from, end) && hasTime(one, bytes, times)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasTime(Beginning one, byte[] bytes, TimeContext times) {
    int start = one.walk.start(one.time);
    int end = one.walk.end(one.time);
    return start >= 0
        && end >= 0
        && format.read(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1), times)
            != null;
  }
}

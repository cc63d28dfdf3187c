package dev.rearview.engine.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells that a line surely begins a record of a format, and the record's time, by no more of the
 * line than tells that. For one thread.
 */
public final class SureStart {
  private record Beginning(GreedyLine.Walk walk, int time, LastTime last) {}

  private final List<Beginning> beginnings;

  private SureStart(List<Beginning> beginnings) {
    this.beginnings = beginnings;
  }

  /** Null where nothing can be sure of the format's lines. */
  public static @Nullable SureStart of(LogFormat any) {
    if (!(any instanceof PatternFormat format)
        || format.readsWholeRecord()
        || format.groups().contains("fraction")) {
      return null;
    }
    List<Beginning> beginnings = new ArrayList<>();
    for (LinePattern pattern : format.startPatterns()) {
      GreedyLine greedy = pattern.greedy();
      Integer time = pattern.groups().get("time");
      if (greedy == null || time == null) {
        break;
      }
      beginnings.add(new Beginning(greedy.new Walk(), time, new LastTime(format)));
    }
    return beginnings.isEmpty() ? null : new SureStart(beginnings);
  }

  /**
   * The time that {@link LogFormat#parse} says of a line.
   *
   * @param bytes hold the line from {@code from} to {@code to}
   * @return null where that may say something else, or nothing
   */
  public @Nullable EventTime time(byte[] bytes, int from, int to, TimeContext times) {
    int end = Math.min(to, from + PatternFormat.MAX_HEAD);
    for (Beginning one : beginnings) {
      int at = one.walk.begins(bytes, from, end);
      if (at == GreedyLine.UNKNOWN) {
        return null;
      }
      if (at >= 0) {
        int start = one.walk.start(one.time);
        int close = one.walk.end(one.time);
        EventTime time = start < 0 || close < 0 ? null : one.last.read(bytes, start, close, times);
        if (time != null || start < 0 || close < 0) {
          return time;
        }
      }
    }
    return null;
  }
}

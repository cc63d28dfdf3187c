package dev.rearview.engine.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times of records no further than to where their formats' patterns have them: of a line
 * that is a record it is the record's time; of one that is none further on, it is what the line
 * begins with. For one thread; one serves any number of lines of its format.
 */
public final class LeadingTime {
  private record Beginning(GreedyLine.Walk walk, int group, LastTime last) {}

  private final List<Beginning> beginnings = new ArrayList<>();
  private @Nullable TimeContext lastContext;
  private @Nullable EventTime last;

  LeadingTime(PatternFormat format, List<LinePattern> patterns) {
    for (LinePattern pattern : patterns) {
      GreedyLine greedy = pattern.greedy();
      Integer group = pattern.groups().get("time");
      if (greedy == null || group == null || pattern.groups().containsKey("fraction")) {
        return;
      }
      beginnings.add(new Beginning(greedy.new Walk(), group, new LastTime(format)));
    }
  }

  /**
   * The time that a line begins with.
   *
   * @param bytes hold the line from {@code from} to {@code to}
   * @return null where its beginning does not tell
   */
  public @Nullable EventTime of(byte[] bytes, int from, int to, TimeContext context) {
    int end = Math.min(to, from + PatternFormat.MAX_HEAD);
    for (Beginning one : beginnings) {
      int at = one.walk.upTo(one.group, bytes, from, end);
      if (at >= 0) {
        return read(one, bytes, at, context);
      }
      if (at == GreedyLine.UNKNOWN) {
        return null;
      }
    }
    return null;
  }

  private @Nullable EventTime read(Beginning one, byte[] bytes, int end, TimeContext context) {
    if (!one.walk.holdsSame() || context != lastContext || beginnings.size() > 1) {
      int start = one.walk.start(one.group);
      last = one.last.read(bytes, start, end, context);
      lastContext = context;
    }
    return last;
  }
}

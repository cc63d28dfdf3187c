package dev.rearview.engine.format;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pattern that is walked over a line of ASCII once: runs take what they can, alternatives are
 * taken by their first character, nothing is given back. Where a walk comes to the pattern's end it
 * has found what a matcher that tries everything would find first. Where it does not, and at no
 * place could have gone another way, there is no match; else it does not know.
 */
final class GreedyLine {
  /** There is no match. */
  static final int NONE = -1;

  /** Only a matcher that tries everything can tell. */
  static final int UNKNOWN = -2;

  /** A part of the pattern with what may follow it. */
  sealed interface Step {
    /**
     * @param bytes that are passed over, from {@code min} to {@code max} of them
     * @param surely whether what follows cannot begin with one of them
     */
    record Run(boolean[] bytes, int min, int max, boolean surely) implements Step {}

    /**
     * @param first what each alternative begins with
     * @param empty whether each may be empty
     * @param groups within it
     * @param surely whether no two of them begin alike
     */
    record Choice(Step[][] parts, boolean[][] first, boolean[] empty, int[] groups, boolean surely)
        implements Step {}

    /**
     * @param groups within it
     * @param surely whether what follows begins otherwise
     */
    record Times(Step[] part, boolean[] first, int min, int max, int[] groups, boolean surely)
        implements Step {}

    /** Passes over nothing, between a character of a word and another, or the line's ends. */
    record Boundary() implements Step {}

    record Open(int group) implements Step {}

    record Close(int group) implements Step {}
  }

  private final Step[] steps;

  /** Of them, so many from the first on; those behind them match whatever there is. */
  private final int head;

  private final int groups;

  private GreedyLine(Step[] steps, int groups) {
    this.steps = steps;
    this.head = head(steps);
    this.groups = groups;
  }

  private static int head(Step[] steps) {
    int count = steps.length;
    while (count > 0
        && switch (steps[count - 1]) {
          case Step.Run run -> run.min == 0;
          case Step.Open open -> true;
          case Step.Close close -> true;
          case Step.Boundary boundary -> false;
          case Step.Choice choice -> false;
          case Step.Times times -> false;
        }) {
      count--;
    }
    while (count < steps.length && steps[count] instanceof Step.Close) {
      count++;
    }
    return count;
  }

  /**
   * The pattern in this form; null where it has none.
   *
   * @param names the numbers of its groups
   */
  static @Nullable GreedyLine of(String pattern, Map<String, Integer> names) {
    Step[] steps = GreedyCompiler.steps(pattern, names);
    if (steps == null) {
      return null;
    }
    int most = names.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return new GreedyLine(steps, most + 1);
  }

  /** A walk over one line after the other. For one thread. */
  final class Walk {
    private final int[] starts = new int[groups];
    private final int[] ends = new int[groups];
    private byte[] line = {};
    private int first;
    private int to;

    /** Whether it has gone by a place where it could have gone another way. */
    private boolean unsure;

    /** A group that is enough; none where it is 0. */
    private int enough;

    /** What that group held when it was last walked over, and what was looked at behind it. */
    private byte[] held = {};

    private int heldLength;

    /** Behind the last byte that was looked at. */
    private int seen;

    private boolean holdsSame;

    /**
     * Walks over a line.
     *
     * @param bytes hold it from {@code from} to {@code end}
     * @return where the match ends, {@link #NONE} or {@link #UNKNOWN}
     */
    int over(byte[] bytes, int from, int end) {
      Arrays.fill(starts, -1);
      Arrays.fill(ends, -1);
      return walk(bytes, from, end, 0);
    }

    /**
     * Walks no further than is needed to tell that there is a match; the groups are known that end
     * there. Of a line that is not ASCII it needs to know no more than is looked at.
     *
     * @return where that is, {@link #NONE} or {@link #UNKNOWN}
     */
    int begins(byte[] bytes, int from, int end) {
      Arrays.fill(starts, -1);
      Arrays.fill(ends, -1);
      begin(bytes, from, end, 0);
      int at = walk(steps, head, from);
      if (at >= 0) {
        return at >= end || bytes[at] >= 0 ? at : UNKNOWN;
      }
      return at == NONE && (unsure || !isAscii(bytes, from, Math.min(seen, end))) ? UNKNOWN : at;
    }

    private static boolean isAscii(byte[] bytes, int from, int end) {
      for (int i = from; i < end; i++) {
        if (bytes[i] < 0) {
          return false;
        }
      }
      return true;
    }

    /**
     * Walks no further than a group's end; what that holds in any match, if there is one, is known
     * then.
     *
     * @return as {@link #over}; of a group within others {@link #UNKNOWN}
     */
    int upTo(int group, byte[] bytes, int from, int end) {
      holdsSame = false;
      ends[group] = -1;
      int at = walk(bytes, from, end, group);
      if (at >= 0 && (unsure || ends[group] != at)) {
        return UNKNOWN;
      }
      if (at >= 0 && !holdsSame) {
        held = seen >= end ? new byte[0] : Arrays.copyOfRange(bytes, starts[group], seen);
        heldLength = at - starts[group];
      }
      return at;
    }

    /** Whether the group held what it did in the walk before. */
    boolean holdsSame() {
      return holdsSame;
    }

    /** Whether a group holds again what it was found to end by: what it is depends on that only. */
    private boolean isHeld(int at) {
      int length = held.length;
      return length > 0
          && length <= to - at
          && Arrays.equals(line, at, at + length, held, 0, length);
    }

    private int walk(byte[] bytes, int from, int end, int group) {
      begin(bytes, from, end, group);
      int at = walk(steps, steps.length, from);
      return at == NONE && unsure ? UNKNOWN : at;
    }

    private void begin(byte[] bytes, int from, int end, int group) {
      line = bytes;
      first = from;
      to = end;
      enough = group;
      seen = from;
      unsure = false;
    }

    private int walk(Step[] some, int count, int from) {
      int at = from;
      for (int i = 0; i < count; i++) {
        switch (some[i]) {
          case Step.Run run -> at = run(run, at);
          case Step.Open open -> {
            starts[open.group] = at;
            if (open.group == enough && some == steps && isHeld(at)) {
              holdsSame = true;
              ends[open.group] = at + heldLength;
              return ends[open.group];
            }
          }
          case Step.Close close -> {
            ends[close.group] = at;
            if (close.group == enough && some == steps) {
              return at;
            }
          }
          case Step.Boundary boundary -> at = boundary(at);
          case Step.Choice choice -> at = choice(choice, at);
          case Step.Times times -> at = times(times, at);
        }
        if (at < 0) {
          return at;
        }
      }
      return at;
    }

    private int run(Step.Run run, int from) {
      byte[] bytes = line;
      boolean[] table = run.bytes;
      int end = run.max >= to - from ? to : from + run.max;
      int at = from;
      while (at < end && table[bytes[at] & 0xFF]) {
        at++;
      }
      seen = Math.max(seen, at + 1);
      if (at - from < run.min) {
        return NONE;
      }
      unsure |= !run.surely && at - from > run.min;
      return at;
    }

    private int boundary(int at) {
      seen = Math.max(seen, at + 1);
      byte before = at > first ? line[at - 1] : 0;
      byte after = at < to ? line[at] : 0;
      if (before < 0 || after < 0 || (enough > 0 && at == starts[enough])) {
        return UNKNOWN;
      }
      return isOfWord(before) == isOfWord(after) ? NONE : at;
    }

    private static boolean isOfWord(byte b) {
      return (b >= '0' && b <= '9')
          || b == '_'
          || (b >= 'A' && (b | 0x20) >= 'a' && (b | 0x20) <= 'z');
    }

    private int choice(Step.Choice choice, int from) {
      boolean before = unsure;
      seen = Math.max(seen, from + 1);
      for (int i = 0; i < choice.parts.length; i++) {
        if (choice.empty[i] || (from < to && choice.first[i][line[from] & 0xFF])) {
          unsure = false;
          int at = walk(choice.parts[i], choice.parts[i].length, from);
          if (at >= 0) {
            unsure |= before || (!choice.surely && i + 1 < choice.parts.length);
            return at;
          }
          if (at == UNKNOWN || unsure) {
            return UNKNOWN;
          }
          forget(choice.groups);
        }
      }
      unsure = before;
      return NONE;
    }

    private int times(Step.Times times, int from) {
      int at = from;
      int count = 0;
      seen = Math.max(seen, from + 1);
      while (count < times.max && at < to && times.first[line[at] & 0xFF]) {
        boolean before = unsure;
        unsure = false;
        int next = walk(times.part, times.part.length, at);
        if (next == UNKNOWN || (next == NONE && unsure)) {
          return UNKNOWN;
        }
        unsure |= before;
        if (next == NONE) {
          forget(times.groups);
          break;
        }
        at = next;
        seen = Math.max(seen, at + 1);
        count++;
        unsure |= !times.surely && count > times.min;
      }
      return count < times.min ? NONE : at;
    }

    private void forget(int[] groups) {
      for (int group : groups) {
        starts[group] = -1;
        ends[group] = -1;
      }
    }

    /** Where a group begins; -1 where it is in no part of the match. */
    int start(int group) {
      return starts[group];
    }

    int end(int group) {
      return ends[group];
    }
  }
}

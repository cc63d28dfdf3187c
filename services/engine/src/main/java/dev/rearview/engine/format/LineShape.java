package dev.rearview.engine.format;

import java.util.List;

/**
 * What the beginning of a line must look like for a pattern to match it, so far as that can be told
 * by going once over its bytes: runs of classes of bytes, in a few alternatives. It never says no
 * to a line that the pattern matches.
 */
final class LineShape {
  /**
   * A byte of a class, or as many as there are.
   *
   * @param run whether as many bytes as are of the class are passed over, at least {@code min}
   */
  record Step(ByteSet bytes, boolean run, int min) {}

  private final Step[][] alternatives;
  private final ByteSet first;

  LineShape(List<Step[]> alternatives) {
    this.alternatives = alternatives.toArray(Step[][]::new);
    ByteSet union = ByteSet.NONE;
    for (Step[] steps : alternatives) {
      union = union.or(firstOf(steps));
    }
    this.first = union;
  }

  private static ByteSet firstOf(Step[] steps) {
    ByteSet union = ByteSet.NONE;
    for (Step step : steps) {
      union = union.or(step.bytes);
      if (!step.run || step.min > 0) {
        return union;
      }
    }
    return ByteSet.ALL;
  }

  /** The bytes that such a line may begin with. */
  ByteSet first() {
    return first;
  }

  boolean matches(byte[] line, int from, int to) {
    for (Step[] steps : alternatives) {
      if (matches(steps, line, from, to)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(Step[] steps, byte[] line, int from, int to) {
    int at = from;
    for (Step step : steps) {
      if (step.run) {
        int start = at;
        while (at < to && step.bytes.has(line[at])) {
          at++;
        }
        if (at - start < step.min) {
          return false;
        }
      } else if (at < to && step.bytes.has(line[at])) {
        at++;
      } else {
        return false;
      }
    }
    return true;
  }

  boolean matches(String line) {
    for (Step[] steps : alternatives) {
      if (matches(steps, line)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(Step[] steps, String line) {
    int at = 0;
    int to = line.length();
    for (Step step : steps) {
      if (step.run) {
        int start = at;
        while (at < to && step.bytes.has(line.charAt(at))) {
          at++;
        }
        if (at - start < step.min) {
          return false;
        }
      } else if (at < to && step.bytes.has(line.charAt(at))) {
        at++;
      } else {
        return false;
      }
    }
    return true;
  }
}

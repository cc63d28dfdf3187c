package dev.rearview.engine.format;

import dev.rearview.engine.format.GreedyLine.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Brings a pattern into the steps that {@link GreedyLine} walks: what each of them may begin with,
 * and where it is sure that a walk which gives nothing back goes the right way.
 */
final class GreedyCompiler {
  /** Characters at whose ends a pattern asks for more than one look at a line. */
  private static final String ASSERTIONS = "BAzZG";

  /** What a part may begin with, and whether it may be empty. */
  private record Begin(ByteSet first, boolean empty) {
    Begin then(Begin next) {
      return empty ? new Begin(first.or(next.first), next.empty) : this;
    }
  }

  /** A pattern cannot be walked so. */
  private static final class Unwalkable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unwalkable() {
      super(null, null, false, false);
    }
  }

  private GreedyCompiler() {}

  /**
   * The steps of a pattern; null where it cannot be walked so.
   *
   * @param names the numbers of its groups
   */
  static Step @Nullable [] steps(String pattern, Map<String, Integer> names) {
    if (!isPlain(pattern)) {
      return null;
    }
    try {
      return compiled(Part.of(pattern), new Begin(ByteSet.NONE, true), names);
    } catch (Unwalkable e) {
      return null;
    }
  }

  /** Whether it has neither assertions nor repetitions that take as little as they can. */
  private static boolean isPlain(String pattern) {
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      char next = at + 1 < pattern.length() ? pattern.charAt(at + 1) : 0;
      switch (c) {
        case '\\' -> {
          if (ASSERTIONS.indexOf(next) >= 0 || (next >= '0' && next <= '9') || next == 'k') {
            return false;
          }
          at++;
        }
        case '[' -> at = LinePattern.endOfClass(pattern, at);
        case '^', '$' -> {
          return false;
        }
        case '(' -> {
          if (next == '?') {
            char kind = at + 2 < pattern.length() ? pattern.charAt(at + 2) : 0;
            char after = at + 3 < pattern.length() ? pattern.charAt(at + 3) : 0;
            if (kind == '=' || kind == '!' || kind == '>' || after == '=' || after == '!') {
              return false;
            }
            at++;
          }
        }
        case '*', '+', '?', '}' -> {
          if (next == '?' || next == '+') {
            return false;
          }
        }
        default -> {}
      }
    }
    return true;
  }

  private static Step[] compiled(Part part, Begin follow, Map<String, Integer> names) {
    List<Step> steps = new ArrayList<>();
    switch (part) {
      case Part.One one -> steps.add(run(one.bytes(), 1, 1, follow));
      case Part.Row row -> {
        Begin next = follow;
        List<Step[]> reversed = new ArrayList<>();
        for (Part last : row.parts().reversed()) {
          reversed.add(compiled(last, next, names));
          next = begin(last).then(next);
        }
        reversed.reversed().forEach(some -> steps.addAll(Arrays.asList(some)));
      }
      case Part.Choice choice -> steps.add(choice(choice, follow, names));
      case Part.Times times -> steps.add(times(times, follow, names));
      case Part.Group group -> {
        Integer number = names.get(group.name());
        if (number == null) {
          throw new Unwalkable();
        }
        steps.add(new Step.Open(number));
        steps.addAll(Arrays.asList(compiled(group.part(), follow, names)));
        steps.add(new Step.Close(number));
      }
      case Part.Boundary boundary -> steps.add(new Step.Boundary());
      case Part.Unknown unknown -> throw new Unwalkable();
    }
    return steps.toArray(Step[]::new);
  }

  private static Step run(ByteSet bytes, int min, int max, Begin follow) {
    boolean surely = min == max || bytes.isDisjoint(follow.first);
    return new Step.Run(table(bytes), min, max, surely);
  }

  private static Step choice(Part.Choice choice, Begin follow, Map<String, Integer> names) {
    int count = choice.parts().size();
    Step[][] parts = new Step[count][];
    boolean[][] first = new boolean[count][];
    boolean[] empty = new boolean[count];
    ByteSet before = ByteSet.NONE;
    boolean surely = true;
    for (int i = 0; i < count; i++) {
      Part part = choice.parts().get(i);
      Begin begin = begin(part);
      parts[i] = compiled(part, follow, names);
      first[i] = table(begin.first);
      empty[i] = begin.empty;
      surely &= !begin.empty && before.isDisjoint(begin.first);
      before = before.or(begin.first);
    }
    return new Step.Choice(parts, first, empty, groups(choice, names), surely);
  }

  private static Step times(Part.Times times, Begin follow, Map<String, Integer> names) {
    if (times.part() instanceof Part.One one) {
      return run(one.bytes(), times.min(), times.max(), follow);
    }
    Begin begin = begin(times.part());
    if (begin.empty) {
      throw new Unwalkable();
    }
    int[] groups = groups(times, names);
    if (groups.length > 0 && times.max() > 1) {
      throw new Unwalkable();
    }
    Begin inner = times.max() == 1 ? follow : new Begin(begin.first.or(follow.first), follow.empty);
    return new Step.Times(
        compiled(times.part(), inner, names),
        table(begin.first),
        times.min(),
        times.max(),
        groups,
        begin.first.isDisjoint(follow.first));
  }

  private static int[] groups(Part part, Map<String, Integer> names) {
    return switch (part) {
      case Part.One one -> new int[0];
      case Part.Boundary boundary -> new int[0];
      case Part.Row row -> groups(row.parts(), names);
      case Part.Choice choice -> groups(choice.parts(), names);
      case Part.Times times -> groups(times.part(), names);
      case Part.Group group ->
          IntStream.concat(
                  IntStream.of(names.getOrDefault(group.name(), 0)),
                  IntStream.of(groups(group.part(), names)))
              .toArray();
      case Part.Unknown unknown -> throw new Unwalkable();
    };
  }

  private static int[] groups(List<Part> parts, Map<String, Integer> names) {
    return parts.stream().flatMapToInt(part -> IntStream.of(groups(part, names))).toArray();
  }

  private static Begin begin(Part part) {
    return switch (part) {
      case Part.One one -> new Begin(one.bytes(), false);
      case Part.Boundary boundary -> new Begin(ByteSet.ALL, true);
      case Part.Row row -> {
        Begin all = new Begin(ByteSet.NONE, true);
        for (Part next : row.parts()) {
          all = all.then(begin(next));
        }
        yield all;
      }
      case Part.Choice choice -> {
        Begin all = new Begin(ByteSet.NONE, false);
        for (Part next : choice.parts()) {
          Begin one = begin(next);
          all = new Begin(all.first.or(one.first), all.empty || one.empty);
        }
        yield all;
      }
      case Part.Times times -> {
        Begin one = begin(times.part());
        yield new Begin(one.first, one.empty || times.min() == 0);
      }
      case Part.Group group -> begin(group.part());
      case Part.Unknown unknown -> throw new Unwalkable();
    };
  }

  private static boolean[] table(ByteSet bytes) {
    boolean[] table = new boolean[256];
    for (int c = 0; c < 128; c++) {
      table[c] = bytes.has((byte) c);
    }
    return table;
  }
}

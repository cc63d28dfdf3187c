package dev.rearview.engine.format;

import dev.rearview.engine.format.LineShape.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Derives a {@link LineShape} from a pattern. What it does not know, or what would need a second
 * look at a byte, ends the shape there: a shorter shape is true of more lines, never of fewer.
 */
final class LineShapeReader {
  private static final int MAX_ALTERNATIVES = 12;
  private static final int MAX_STEPS = 64;
  private static final int MAX_COPIES = 8;

  /** What a part of a pattern is. */
  private sealed interface Part {
    record One(ByteSet bytes) implements Part {}

    record Row(List<Part> parts) implements Part {}

    record Choice(List<Part> parts) implements Part {}

    record Times(Part part, int min, int max) implements Part {}

    record Unknown() implements Part {}
  }

  /** A shape that is being built; closed where nothing can be said of what follows. */
  private record Draft(List<Step> steps, boolean closed) {
    Draft plus(Step step) {
      if (closed || steps.size() >= MAX_STEPS || swallowed(step)) {
        return close();
      }
      List<Step> more = new ArrayList<>(steps);
      more.add(step);
      return new Draft(more, false);
    }

    /** Whether a run before it would have passed over its first byte. */
    private boolean swallowed(Step step) {
      for (int i = steps.size() - 1; i >= 0 && steps.get(i).run(); i--) {
        if (!steps.get(i).bytes().isDisjoint(step.bytes())) {
          return true;
        }
        if (steps.get(i).min() > 0) {
          return false;
        }
      }
      return false;
    }

    Draft close() {
      return closed ? this : new Draft(steps, true);
    }
  }

  private final String pattern;
  private int at;
  private boolean anyCase;

  private LineShapeReader(String pattern) {
    this.pattern = pattern;
  }

  static LineShape of(String pattern) {
    LineShapeReader reader = new LineShapeReader(pattern);
    Part part = reader.choice();
    List<Draft> drafts = List.of(new Draft(List.of(), false));
    if (reader.at == pattern.length()) {
      drafts = extend(drafts, part);
    }
    return new LineShape(drafts.stream().map(d -> d.steps.toArray(Step[]::new)).toList());
  }

  private static List<Draft> extend(List<Draft> drafts, Part part) {
    if (drafts.stream().allMatch(Draft::closed)) {
      return drafts;
    }
    return switch (part) {
      case Part.One one -> drafts.stream().map(d -> one(d, one.bytes)).toList();
      case Part.Row row -> {
        List<Draft> all = drafts;
        for (Part next : row.parts) {
          all = extend(all, next);
        }
        yield all;
      }
      case Part.Choice choice -> {
        List<Draft> all = new ArrayList<>();
        for (Part next : choice.parts) {
          all.addAll(extend(drafts, next));
        }
        yield bounded(drafts, all);
      }
      case Part.Times times -> times(drafts, times);
      case Part.Unknown unknown -> drafts.stream().map(Draft::close).toList();
    };
  }

  /** A character beyond ASCII has several bytes: what follows stands nobody knows where. */
  private static Draft one(Draft draft, ByteSet bytes) {
    Draft next = draft.plus(new Step(bytes, false, 1));
    return bytes.others() ? next.close() : next;
  }

  private static List<Draft> times(List<Draft> drafts, Part.Times times) {
    boolean exact = times.min == times.max && times.max <= MAX_COPIES;
    if (times.part instanceof Part.One one && !exact && times.max > 1) {
      return drafts.stream().map(d -> d.plus(new Step(one.bytes, true, times.min))).toList();
    }
    List<Draft> all = drafts;
    int copies = exact ? times.min : Math.min(times.min, 1);
    for (int i = 0; i < copies; i++) {
      all = extend(all, times.part);
    }
    if (exact) {
      return all;
    }
    if (times.min > 0) {
      return all.stream().map(Draft::close).toList();
    }
    List<Draft> either = new ArrayList<>();
    for (Draft once : extend(drafts, times.part)) {
      either.add(times.max == 1 ? once : once.close());
    }
    either.addAll(drafts);
    return bounded(drafts, either);
  }

  private static List<Draft> bounded(List<Draft> before, List<Draft> after) {
    return after.size() <= MAX_ALTERNATIVES ? after : before.stream().map(Draft::close).toList();
  }

  private Part choice() {
    List<Part> parts = new ArrayList<>();
    parts.add(row());
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      parts.add(row());
    }
    return parts.size() == 1 ? parts.getFirst() : new Part.Choice(parts);
  }

  private Part row() {
    boolean outer = anyCase;
    List<Part> parts = new ArrayList<>();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      parts.add(repeated(atom()));
    }
    anyCase = outer;
    return new Part.Row(parts);
  }

  private Part repeated(Part part) {
    if (at >= pattern.length()) {
      return part;
    }
    int min;
    int max;
    switch (pattern.charAt(at)) {
      case '?' -> {
        min = 0;
        max = 1;
      }
      case '*' -> {
        min = 0;
        max = Integer.MAX_VALUE;
      }
      case '+' -> {
        min = 1;
        max = Integer.MAX_VALUE;
      }
      case '{' -> {
        int end = pattern.indexOf('}', at);
        String[] counts = pattern.substring(at + 1, Math.max(end, at + 1)).split(",", -1);
        if (end < 0 || !counts[0].matches("\\d{1,4}")) {
          return part;
        }
        min = Integer.parseInt(counts[0]);
        max =
            counts.length == 1
                ? min
                : counts[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(counts[1]);
        at = end;
      }
      default -> {
        return part;
      }
    }
    at++;
    if (at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == '+')) {
      at++;
    }
    return new Part.Times(part, min, max);
  }

  private Part atom() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> bracket();
      case '.' -> new Part.One(ByteSet.ALL);
      case '^', '$' -> new Part.Row(List.of());
      case '\\' -> escape();
      default -> one(c);
    };
  }

  private Part one(int c) {
    ByteSet bytes = ByteSet.of(c);
    return new Part.One(anyCase ? bytes.anyCase() : bytes);
  }

  private Part group() {
    boolean outer = anyCase;
    if (pattern.startsWith("?", at)) {
      int name = pattern.indexOf('>', at);
      int colon = pattern.indexOf(':', at);
      int close = pattern.indexOf(')', at);
      if ((pattern.startsWith("?<", at) || pattern.startsWith("?P<", at)) && name > 0) {
        at = name + 1;
      } else if (colon > 0 && colon < close) {
        anyCase |= pattern.substring(at, colon).contains("i");
        at = colon + 1;
      } else {
        at = pattern.length() + 1;
        return new Part.Unknown();
      }
    }
    Part inner = choice();
    anyCase = outer;
    if (at < pattern.length() && pattern.charAt(at) == ')') {
      at++;
      return inner;
    }
    at = pattern.length() + 1;
    return new Part.Unknown();
  }

  private Part escape() {
    if (at >= pattern.length()) {
      return new Part.Unknown();
    }
    char c = pattern.charAt(at++);
    ByteSet named = named(c);
    if (named != null) {
      return new Part.One(named);
    }
    return switch (c) {
      case 'b', 'A', 'z' -> new Part.Row(List.of());
      case 't' -> one('\t');
      case 'n' -> one('\n');
      case 'r' -> one('\r');
      default -> Character.isLetterOrDigit(c) ? new Part.Unknown() : one(c);
    };
  }

  private static @org.jspecify.annotations.Nullable ByteSet named(char c) {
    ByteSet digits = ByteSet.range('0', '9');
    ByteSet words =
        digits.or(ByteSet.range('a', 'z')).or(ByteSet.range('A', 'Z')).or(ByteSet.of('_'));
    ByteSet blanks = ByteSet.range('\t', '\r').or(ByteSet.of(' '));
    return switch (c) {
      case 'd' -> digits;
      case 'D' -> digits.not();
      case 'w' -> words;
      case 'W' -> words.not();
      case 's' -> blanks;
      case 'S' -> blanks.not();
      default -> null;
    };
  }

  private Part bracket() {
    boolean not = pattern.startsWith("^", at);
    at += not ? 1 : 0;
    ByteSet all = ByteSet.NONE;
    boolean first = true;
    while (at < pattern.length() && (first || pattern.charAt(at) != ']')) {
      first = false;
      char c = pattern.charAt(at++);
      if (c == '[') {
        at = pattern.length() + 1;
        return new Part.Unknown();
      }
      if (c == '\\' && at < pattern.length()) {
        c = pattern.charAt(at++);
        ByteSet named = named(c);
        if (named != null) {
          all = all.or(named);
          continue;
        }
        c = c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
      }
      boolean range =
          at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']';
      if (range) {
        int last = pattern.charAt(at + 1);
        at += 2;
        if (last == '\\' && at < pattern.length()) {
          last = pattern.charAt(at++);
        }
        all = all.or(ByteSet.range(c, last));
      } else {
        all = all.or(ByteSet.of(c));
      }
    }
    at++;
    all = anyCase ? all.anyCase() : all;
    return new Part.One(not ? all.not() : all);
  }
}

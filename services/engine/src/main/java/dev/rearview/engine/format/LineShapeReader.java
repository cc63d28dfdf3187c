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

  private LineShapeReader() {}

  /** What a part begins with, in each alternative. */
  static List<Step[]> steps(Part part) {
    List<Draft> drafts =
        part instanceof Part.Choice choice
            ? choice.parts().stream().flatMap(one -> begun(one).stream()).toList()
            : begun(part);
    return drafts.stream().map(draft -> draft.steps.toArray(Step[]::new)).toList();
  }

  private static List<Draft> begun(Part part) {
    return extend(List.of(new Draft(List.of(), false)), part);
  }

  private static List<Draft> extend(List<Draft> drafts, Part part) {
    if (drafts.stream().allMatch(Draft::closed)) {
      return drafts;
    }
    return switch (part) {
      case Part.One one -> drafts.stream().map(d -> one(d, one.bytes())).toList();
      case Part.Row row -> {
        List<Draft> all = drafts;
        for (Part next : row.parts()) {
          all = extend(all, next);
        }
        yield all;
      }
      case Part.Choice choice -> {
        List<Draft> all = new ArrayList<>();
        for (Part next : choice.parts()) {
          all.addAll(extend(drafts, next));
        }
        yield all.size() <= MAX_ALTERNATIVES ? all : first(drafts, choice);
      }
      case Part.Times times -> times(drafts, times);
      case Part.Group group -> extend(drafts, group.part());
      case Part.Boundary boundary -> drafts;
      case Part.Unknown unknown -> drafts.stream().map(Draft::close).toList();
    };
  }

  /** A character beyond ASCII has several bytes: what follows stands nobody knows where. */
  private static Draft one(Draft draft, ByteSet bytes) {
    Draft next = draft.plus(new Step(bytes, false, 1));
    return bytes.others() ? next.close() : next;
  }

  private static List<Draft> times(List<Draft> drafts, Part.Times times) {
    boolean exact = times.min() == times.max() && times.max() <= MAX_COPIES;
    if (times.part() instanceof Part.One one && !exact && times.max() > 1) {
      return drafts.stream().map(d -> d.plus(new Step(one.bytes(), true, times.min()))).toList();
    }
    List<Draft> all = drafts;
    int copies = exact ? times.min() : Math.min(times.min(), 1);
    for (int i = 0; i < copies; i++) {
      all = extend(all, times.part());
    }
    if (exact) {
      return all;
    }
    if (times.min() > 0) {
      return all.stream().map(Draft::close).toList();
    }
    List<Draft> either = new ArrayList<>();
    for (Draft once : extend(drafts, times.part())) {
      either.add(times.max() == 1 ? once : once.close());
    }
    either.addAll(drafts);
    return bounded(drafts, either);
  }

  /** Of many alternatives no more than the first byte. */
  private static List<Draft> first(List<Draft> drafts, Part.Choice choice) {
    ByteSet first = new LineShape(steps(choice)).first();
    return drafts.stream()
        .map(draft -> first.equals(ByteSet.ALL) ? draft : draft.plus(new Step(first, false, 1)))
        .map(Draft::close)
        .toList();
  }

  private static List<Draft> bounded(List<Draft> before, List<Draft> after) {
    return after.size() <= MAX_ALTERNATIVES ? after : before.stream().map(Draft::close).toList();
  }
}

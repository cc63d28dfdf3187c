package dev.rearview.prediction.change;

import dev.rearview.prediction.series.Assignment;
import dev.rearview.prediction.series.SeriesLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Past changes of the same kind on the same component: that set the same part of the state, numbers
 * in the same direction and by a similar factor, anything else to another value.
 */
public final class PastChanges {
  /** Sizes of two changes are similar where their factors differ by no more than this. */
  private static final double SIMILAR_FACTOR = 3;

  private PastChanges() {}

  /**
   * A change of one or more parts by one event.
   *
   * @param change in words: {@code /replicas 3 → 2}
   * @param parts how many parts of what is thought of it changed alike
   */
  public record Case(String eventId, long ms, String change, int parts) {}

  /**
   * What was found.
   *
   * @param cases newest first
   * @param wanted how many parts would really change; 0: all is as the patch says already
   */
  public record Found(List<Case> cases, int wanted) {
    public Found {
      cases = List.copyOf(cases);
    }
  }

  private record Step(Assignment assignment, @Nullable String before) {
    /** The first value that is known may have been so before: it is no change that is known. */
    boolean changes() {
      return before != null && !assignment.value().equals(before);
    }
  }

  /**
   * @param patch path → JSON text
   * @param atMs when the change would be made
   * @param untilMs only changes at or before it are looked at
   */
  public static Found find(
      SeriesLog log,
      String world,
      String component,
      Map<String, String> patch,
      long atMs,
      long untilMs) {
    Map<String, Case> byEvent = new LinkedHashMap<>();
    int wanted = 0;
    for (Map.Entry<String, String> part : new TreeMap<>(patch).entrySet()) {
      List<Assignment> all = log.assignments(world, component, part.getKey());
      String now = valueAt(all, atMs);
      if (part.getValue().equals(now)) {
        continue;
      }
      wanted++;
      for (Step step : steps(all)) {
        if (step.assignment.ms() <= untilMs
            && step.changes()
            && alike(step, now, part.getValue())) {
          byEvent.merge(step.assignment.eventId(), one(part.getKey(), step), PastChanges::together);
        }
      }
    }
    List<Case> cases = new ArrayList<>(byEvent.values());
    cases.sort(Comparator.comparingLong(Case::ms).reversed());
    return new Found(cases, wanted);
  }

  private static Case one(String path, Step step) {
    String change = "%s %s → %s".formatted(path, step.before, step.assignment.value());
    return new Case(step.assignment.eventId(), step.assignment.ms(), change, 1);
  }

  private static Case together(Case a, Case b) {
    return new Case(a.eventId, a.ms, a.change + ", " + b.change, a.parts + b.parts);
  }

  private static @Nullable String valueAt(List<Assignment> all, long atMs) {
    String value = null;
    for (Assignment assignment : all) {
      if (assignment.ms() <= atMs) {
        value = assignment.value();
      }
    }
    return value;
  }

  private static List<Step> steps(List<Assignment> all) {
    List<Step> steps = new ArrayList<>();
    String before = null;
    for (Assignment assignment : all) {
      steps.add(new Step(assignment, before));
      before = assignment.value();
    }
    return steps;
  }

  /** Where it is not known what is changed from, any change of the same part is alike. */
  private static boolean alike(Step step, @Nullable String now, String wanted) {
    Double from = number(step.before);
    Double to = number(step.assignment.value());
    Double mineFrom = number(now);
    Double mineTo = number(wanted);
    if (from == null || to == null || mineFrom == null || mineTo == null) {
      return true;
    }
    if (Math.signum(to - from) != Math.signum(mineTo - mineFrom)) {
      return false;
    }
    double factor = factor(from, to);
    double mine = factor(mineFrom, mineTo);
    return Math.abs(Math.log(factor / mine)) <= Math.log(SIMILAR_FACTOR);
  }

  private static double factor(double from, double to) {
    double least = 1e-9;
    return Math.max(Math.abs(to), least) / Math.max(Math.abs(from), least);
  }

  private static @Nullable Double number(@Nullable String json) {
    try {
      return json == null ? null : Double.valueOf(json);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}

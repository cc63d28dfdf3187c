package dev.rearview.prediction.series;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is known of a component.
 *
 * @param firstMs its first event that is kept, event time
 * @param newestMs its newest event, event time, never later than when that was taken in
 * @param metrics names of the metrics that it reports
 * @param dependencies what it declared to depend on, oldest first, at most {@link
 *     #MAX_DECLARATIONS}
 */
public record Component(
    String id,
    long firstMs,
    long newestMs,
    SortedSet<String> metrics,
    List<Declaration> dependencies) {
  static final int MAX_DECLARATIONS = 32;

  /** What it depended on from a time on. */
  public record Declaration(long ms, List<String> on) {
    public Declaration {
      on = List.copyOf(on);
    }
  }

  public Component {
    metrics = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(metrics));
    dependencies = List.copyOf(dependencies);
  }

  /** One that has just told its first event. */
  public static Component beginning(String id, long ms) {
    return new Component(id, ms, ms, new TreeSet<>(), List.of());
  }

  /** What it depended on at that time; before the first declaration, that one counts. */
  public List<String> dependenciesAt(long ms) {
    List<String> on = dependencies.isEmpty() ? List.of() : dependencies.getFirst().on;
    for (Declaration declaration : dependencies) {
      if (declaration.ms <= ms) {
        on = declaration.on;
      }
    }
    return on;
  }

  /** With an event at that time. */
  public Component seen(long ms) {
    return ms >= firstMs && ms <= newestMs
        ? this
        : new Component(id, Math.min(firstMs, ms), Math.max(newestMs, ms), metrics, dependencies);
  }

  /** With one metric more. */
  public Component reporting(String metric) {
    TreeSet<String> all = new TreeSet<>(metrics);
    all.add(metric);
    return new Component(id, firstMs, newestMs, all, dependencies);
  }

  /** With one declaration more; itself where that says nothing new. */
  public Component depending(long ms, List<String> on) {
    int place = dependencies.size();
    while (place > 0 && ms < dependencies.get(place - 1).ms) {
      place--;
    }
    if (place > 0 && dependencies.get(place - 1).on.equals(on)) {
      return this;
    }
    List<Declaration> all = new ArrayList<>(dependencies);
    all.add(place, new Declaration(ms, on));
    if (all.size() > MAX_DECLARATIONS) {
      all.removeFirst();
    }
    return new Component(id, firstMs, newestMs, metrics, all);
  }
}

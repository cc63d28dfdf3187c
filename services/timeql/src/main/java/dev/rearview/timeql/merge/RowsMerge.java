package dev.rearview.timeql.merge;

import dev.rearview.engine.order.RecordOrder;
import dev.rearview.timeql.answer.RowSink;
import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.plan.Plan;
import dev.rearview.timeql.plan.RowOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of all nodes: in the order of time, the newest, by keys, or with context. */
final class RowsMerge {
  /** Rows held at once where all are needed before the first can be given. */
  private static final int MOST_HELD = 500_000;

  /** A window of context is one node's. */
  private record Group(int answer, int group) {}

  private final Plan.Rows plan;
  private final List<? extends NodeAnswer> answers;
  private final RowValues values;

  RowsMerge(Plan.Rows plan, List<? extends NodeAnswer> answers) {
    this.plan = plan;
    this.answers = answers;
    this.values = new RowValues(plan);
  }

  Outcome run(RowSink sink) {
    Giving giving = new Giving(sink, plan.limit(), plan.limitIsAsked());
    if (!plan.orderBy().isEmpty()) {
      byKeys(giving);
    } else if (plan.context() != null && plan.last()) {
      newestWithContext(giving);
    } else if (plan.context() != null) {
      withContext(giving);
    } else if (plan.last()) {
      newest(giving);
    } else {
      first(giving);
    }
    return giving.outcome();
  }

  private OrderedRows ordered() {
    return new OrderedRows(answers, plan.eventId(), plan.context() != null);
  }

  private void first(Giving giving) {
    OrderedRows rows = ordered();
    Carried row = rows.next();
    while (row != null && giving.match(values.of(row.row(), true, 0))) {
      row = rows.next();
    }
    giving.bounds(rows.boundsHit());
  }

  private void newest(Giving giving) {
    OrderedRows rows = ordered();
    Deque<Carried> held = new ArrayDeque<>();
    for (Carried row = rows.next(); row != null; row = rows.next()) {
      held.add(row);
      if (held.size() > plan.limit()) {
        held.remove();
        giving.leftOut();
      }
    }
    for (Carried row : held) {
      if (!giving.match(values.of(row.row(), true, 0))) {
        break;
      }
    }
    giving.bounds(rows.boundsHit());
  }

  private void byKeys(Giving giving) {
    Comparator<Carried> order =
        RowOrder.<Carried>of(plan.orderBy(), carried -> carried.row().values())
            .thenComparing(RecordOrder.BY_TIME);
    PriorityQueue<Carried> heads = new PriorityQueue<>(order);
    for (int i = 0; i < answers.size(); i++) {
      refill(heads, i);
    }
    OnceById once = new OnceById(plan.eventId());
    while (!heads.isEmpty()) {
      Carried row = heads.remove();
      if (once.isFirst(row.row()) && !giving.match(values.of(row.row(), true, 0))) {
        break;
      }
      refill(heads, row.answer());
    }
    giving.bounds(once.boundsHit());
  }

  private void refill(PriorityQueue<Carried> heads, int answer) {
    NodeRow row = answers.get(answer).next();
    if (row != null) {
      heads.add(new Carried(answers.get(answer).node(), answer, row));
    }
  }

  /** Windows are given as they come. */
  private void withContext(Giving giving) {
    OrderedRows rows = ordered();
    ContextMerge windows = new ContextMerge(plan, values, giving);
    Carried row = rows.next();
    while (row != null && !giving.isEnough()) {
      windows.accept(row);
      row = rows.next();
    }
    windows.finish();
    giving.bounds(rows.boundsHit());
    giving.bounds(windows.boundsHit());
  }

  /**
   * Which matches are the newest is known only when all are there; then their windows are given.
   */
  private void newestWithContext(Giving giving) {
    OrderedRows rows = ordered();
    List<Carried> all = new ArrayList<>();
    Carried row = rows.next();
    while (row != null && all.size() < MOST_HELD) {
      all.add(row);
      row = rows.next();
    }
    if (row != null) {
      giving.bounds(
          List.of("at most %,d rows are held to put context around matches".formatted(MOST_HELD)));
    }
    giving.bounds(rows.boundsHit());
    Set<Carried> wanted = wanted(all, giving);
    Set<Carried> shown =
        new ContextReach(Objects.requireNonNull(plan.context())).around(wanted, byGroup(all));
    Map<Group, Integer> numbers = new HashMap<>();
    for (Carried one : all) {
      if (giving.isEnough() || !shown.contains(one)) {
        continue;
      }
      int number = numbers.computeIfAbsent(group(one), g -> numbers.size() + 1);
      boolean match = wanted.contains(one);
      Map<String, @Nullable Object> shownRow = values.of(one.row(), match, number);
      if (match) {
        giving.match(shownRow);
      } else {
        giving.context(shownRow);
      }
    }
  }

  /** The rows of each window; a window lies in one stream, so they are in the stream's order. */
  private static Collection<List<Carried>> byGroup(List<Carried> all) {
    Map<Group, List<Carried>> groups = new HashMap<>();
    all.forEach(row -> groups.computeIfAbsent(group(row), g -> new ArrayList<>()).add(row));
    groups.values().forEach(rows -> rows.sort(Comparator.comparingLong(Carried::position)));
    return groups.values();
  }

  private static Group group(Carried row) {
    return new Group(row.answer(), row.row().group());
  }

  private Set<Carried> wanted(List<Carried> all, Giving giving) {
    List<Carried> matches = all.stream().filter(row -> !row.row().context()).toList();
    int count = Math.min(plan.limit(), matches.size());
    if (count < matches.size()) {
      giving.leftOut();
    }
    Set<Carried> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
    wanted.addAll(matches.subList(matches.size() - count, matches.size()));
    return wanted;
  }
}

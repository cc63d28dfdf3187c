package dev.rearview.causality.edge;

import dev.rearview.causality.event.Mark;
import dev.rearview.causality.event.Trouble;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Trouble at a component shortly before trouble there, or at one that depends on it. Each effect
 * gets at most three causes: the last change, the beginning of the last condition (an exhausted
 * resource, a degraded state, an anomaly), and, over a dependency, the last error before it.
 */
final class TroubleLinker implements Linker {
  private static final int MAX_OWN = 96;
  private static final int MAX_DEPENDENT = 64;
  private static final double SCALING = 0.5;
  private static final long SAME_RUN_MS = 2 * 60_000L;

  /** How far back a cause may lie, how much it is believed at once, and how fast that fades. */
  private record Reach(long maxMs, double confidence, long halfLifeMs) {}

  private static final Reach OWN_CHANGE = new Reach(15 * 60_000L, 0.7, 8 * 60_000L);
  private static final Reach OWN_CONDITION = new Reach(15 * 60_000L, 0.8, 8 * 60_000L);
  private static final Reach THEIR_CHANGE = new Reach(10 * 60_000L, 0.45, 4 * 60_000L);
  private static final Reach THEIR_CONDITION = new Reach(10 * 60_000L, 0.65, 4 * 60_000L);
  private static final Reach THEIR_ERROR = new Reach(60_000L, 0.6, 20_000L);

  @Override
  public List<Link> link(JoinKey key, List<Seen> seen) {
    Map<Mark, Mark> beginnings = beginnings(seen);
    List<Link> links = new ArrayList<>();
    @Nullable Mark change = null;
    @Nullable Mark condition = null;
    @Nullable Mark error = null;
    for (Seen s : seen) {
      Mark mark = s.mark();
      Trouble trouble = mark.trouble();
      if (trouble == null) {
        continue;
      }
      if (s.own()) {
        if (!trouble.isChange()) {
          link(change, mark, OWN_CHANGE, Basis.COMPONENT, links);
          Mark begun = beginnings.getOrDefault(mark, mark);
          Mark before = begun.equals(mark) ? condition : begun;
          if (before == null || explains(before, trouble)) {
            link(before, mark, OWN_CONDITION, Basis.COMPONENT, links);
          }
        }
        change = trouble.isChange() ? mark : change;
        condition = trouble.isCondition() ? beginnings.getOrDefault(mark, mark) : condition;
        error = mark.error() ? mark : error;
      } else if (!trouble.isChange()) {
        link(change, mark, THEIR_CHANGE, Basis.DEPENDENCY, links);
        link(condition, mark, THEIR_CONDITION, Basis.DEPENDENCY, links);
        link(error, mark, THEIR_ERROR, Basis.DEPENDENCY, links);
      }
    }
    return links;
  }

  /** What a component says of itself needs no explanation by what the detector saw of it. */
  private static boolean explains(Mark condition, Trouble effect) {
    return condition.trouble() != Trouble.ANOMALY
        || effect == Trouble.ANOMALY
        || effect == Trouble.ERROR;
  }

  /** For each mark of a condition, the one that its run of the same kind began with. */
  private static Map<Mark, Mark> beginnings(List<Seen> seen) {
    Map<Mark, Mark> beginnings = new HashMap<>();
    Map<Trouble, Mark> last = new HashMap<>();
    for (Seen s : seen) {
      Trouble trouble = s.mark().trouble();
      if (s.own() && trouble != null && trouble.isCondition()) {
        Mark before = last.put(trouble, s.mark());
        boolean goesOn = before != null && s.mark().ms() - before.ms() <= SAME_RUN_MS;
        beginnings.put(s.mark(), goesOn ? beginnings.getOrDefault(before, s.mark()) : s.mark());
      }
    }
    return beginnings;
  }

  private static void link(
      @Nullable Mark cause, Mark effect, Reach reach, Basis basis, List<Link> links) {
    if (cause == null
        || cause.eventId().equals(effect.eventId())
        || effect.ms() - cause.ms() > reach.maxMs) {
      return;
    }
    links.add(
        new Link(
            cause,
            effect,
            basis,
            Gap.fade(believed(reach, cause), cause, effect, reach.halfLifeMs),
            basis == Basis.DEPENDENCY ? TroubleLinker::atDependency : TroubleLinker::earlier));
  }

  /** Autoscalers change the number of replicas all day, and it seldom breaks anything. */
  private static double believed(Reach reach, Mark cause) {
    return cause.trouble() == Trouble.SCALING ? SCALING * reach.confidence : reach.confidence;
  }

  private static String atDependency(Mark cause, Mark effect) {
    return "%s depends on %s; %s"
        .formatted(effect.component(), cause.component(), earlier(cause, effect));
  }

  private static String earlier(Mark cause, Mark effect) {
    return "%s came %s earlier".formatted(cause.describe(), Gap.words(cause, effect));
  }

  /**
   * Of the component's own, the one closest to its predecessor of the same kind is given up, so
   * that beginnings stay; of the others, the one taken in first.
   */
  @Override
  public int surplus(List<Seen> seen) {
    if (count(seen, Seen::own) > MAX_OWN) {
      return mostCrowded(seen);
    }
    return count(seen, s -> !s.own()) > MAX_DEPENDENT ? Linker.oldest(seen, s -> !s.own()) : -1;
  }

  private static long count(List<Seen> seen, Predicate<Seen> of) {
    return seen.stream().filter(of).count();
  }

  private static int mostCrowded(List<Seen> seen) {
    Map<Trouble, Mark> last = new HashMap<>();
    int crowded = Linker.oldest(seen, Seen::own);
    long smallest = Long.MAX_VALUE;
    for (int i = 0; i < seen.size(); i++) {
      Mark mark = seen.get(i).mark();
      Trouble trouble = mark.trouble();
      if (seen.get(i).own() && trouble != null) {
        Mark before = last.put(trouble, mark);
        if (before != null && mark.ms() - before.ms() < smallest) {
          smallest = mark.ms() - before.ms();
          crowded = i;
        }
      }
    }
    return crowded;
  }
}

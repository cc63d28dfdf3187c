package dev.rearview.causality.rootcause;

import dev.rearview.causality.edge.Edge;
import dev.rearview.causality.event.Trouble;
import dev.rearview.causality.event.TroubleRules;
import dev.rearview.causality.graph.CausalLog;
import dev.rearview.causality.rootcause.Candidates.Candidate;
import dev.rearview.model.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Weighs candidates by what a person on call would ask. The score is the product of six numbers
 * between 0 and 1, each of which the reason names:
 *
 * <ul>
 *   <li>path: how well the chain is believed, between the geometric mean of its edges and the
 *       weakest of them, a little less for each link;
 *   <li>time: the longer before the symptom, the less;
 *   <li>kind: whether trouble of this kind starts incidents ({@link Trouble#weight});
 *   <li>origin: whether nothing that is known explains it in turn;
 *   <li>depth: how far down the declared dependencies its component lies, the deepest counts most;
 *   <li>precedence: whether it was the first trouble of its component, or came within a minute of
 *       that.
 * </ul>
 */
final class Ranking {
  private static final double NO_TROUBLE = 0.12;
  private static final double SYMPTOM_ITSELF = 0.7;
  private static final double PER_LINK = 0.95;
  private static final double EXPLAINED_ITSELF = 0.55;
  private static final double NOT_FIRST = 0.8;
  private static final double SHALLOWEST = 0.6;
  private static final double EXPLAINS_AT_LEAST = 0.2;
  private static final double HALF_LIFE_MS = 5 * 60_000.0;
  private static final double LONG_AGO = 0.15;
  private static final long TOGETHER_MS = 60_000;

  private final CausalLog log;
  private final Candidates candidates;
  private final Map<String, Trouble> anomalous;
  private final Map<String, Integer> hops = new HashMap<>();
  private final Map<String, Long> firstTrouble = new HashMap<>();

  /**
   * @param anomalous trouble that is known of events beside what they say themselves
   */
  Ranking(CausalLog log, Candidates candidates, Map<String, Trouble> anomalous) {
    this.log = log;
    this.candidates = candidates;
    this.anomalous = anomalous;
  }

  /** Most likely first; of each component and kind of trouble only the first that happened. */
  List<RootCause> rank(String world, int limit) {
    List<Candidate> all = candidates.all();
    countHops(world, all);
    for (Candidate candidate : all) {
      if (trouble(candidate.event()) != null) {
        firstTrouble.merge(
            candidate.event().componentId(), candidate.event().timestampMs(), Math::min);
      }
    }
    List<RootCause> ranked = new ArrayList<>(all.stream().map(this::weigh).toList());
    ranked.sort(
        Comparator.comparingDouble(RootCause::score)
            .reversed()
            .thenComparing(cause -> cause.event().timestampMs())
            .thenComparing(cause -> cause.event().id()));
    Set<String> told = new HashSet<>();
    return ranked.stream()
        .filter(cause -> told.add(cause.event().componentId() + trouble(cause.event())))
        .limit(limit)
        .toList();
  }

  private @Nullable Trouble trouble(Event event) {
    Trouble known = TroubleRules.judge(event);
    Trouble found = anomalous.get(event.id().toString());
    return known == null || (found != null && found.weight() > known.weight()) ? found : known;
  }

  /** The most dependencies that lie between a symptom's component and each other one. */
  private void countHops(String world, List<Candidate> all) {
    long at = all.stream().mapToLong(c -> c.event().timestampMs()).max().orElse(0);
    all.stream()
        .filter(candidate -> candidate.next() == null)
        .map(candidate -> candidate.event().componentId())
        .distinct()
        .forEach(symptom ->
            DependencyReach.of(log, world, symptom, at)
                .forEach((component, count) -> hops.merge(component, count, Math::max)));
  }

  private RootCause weigh(Candidate candidate) {
    Event event = candidate.event();
    Trouble trouble = trouble(event);
    List<RootCause.Link> chain = candidate.chain();
    double path = path(chain, candidate.belief());
    double kind = trouble == null ? NO_TROUBLE : trouble.weight();
    @Nullable Edge explained = explanation(candidate, trouble);
    double origin =
        explained == null ? 1 : 1 - (1 - EXPLAINED_ITSELF) * Math.sqrt(explained.confidence());
    int deepest = Math.max(1, deepestTroubled());
    int depth = hops.getOrDefault(event.componentId(), 0);
    double deep = SHALLOWEST + (1 - SHALLOWEST) * Math.min(1, (double) depth / deepest);
    boolean first =
        event.timestampMs() <= firstTrouble.getOrDefault(event.componentId(), Long.MAX_VALUE);
    double score = path * kind * origin * deep * (first ? 1 : NOT_FIRST);
    return new RootCause(
        event,
        Math.round(score * 1000) / 1000.0,
        reason(candidate, trouble, chain, explained, depth, first),
        chain);
  }

  private static double path(List<RootCause.Link> chain, double belief) {
    if (chain.isEmpty()) {
      return SYMPTOM_ITSELF;
    }
    double mean = Math.pow(belief, 1.0 / chain.size());
    double weakest = chain.stream().mapToDouble(l -> l.edge().confidence()).min().orElse(0);
    return Math.sqrt(mean * weakest) * Math.pow(PER_LINK, chain.size() - 1.0);
  }

  private static double recency(Candidate candidate) {
    long symptom = candidate.symptom().event().timestampMs();
    double gap = Math.max(0, symptom - candidate.event().timestampMs());
    return Math.max(LONG_AGO, Math.pow(0.5, gap / HALF_LIFE_MS));
  }

  private int deepestTroubled() {
    return firstTrouble.keySet().stream().mapToInt(c -> hops.getOrDefault(c, 0)).max().orElse(0);
  }

  /** The best believed edge to this event from trouble that is not on the way to the symptom. */
  private @Nullable Edge explanation(Candidate candidate, @Nullable Trouble trouble) {
    Edge best = null;
    for (Edge edge : candidates.causesOf(candidate.id())) {
      Candidate cause = candidates.of(edge.causeId());
      if (cause != null
          && edge.confidence() >= EXPLAINS_AT_LEAST
          && trouble(cause.event()) != null
          && !onTheWay(candidate, cause)
          && (best == null || edge.confidence() > best.confidence())) {
        best = edge;
      }
    }
    return trouble != null && trouble.isChange() ? null : best;
  }

  private static boolean onTheWay(Candidate from, Candidate cause) {
    for (Candidate at = from; at != null; at = at.next()) {
      if (at.id().equals(cause.id())) {
        return true;
      }
    }
    return false;
  }

  private static String reason(
      Candidate candidate,
      @Nullable Trouble trouble,
      List<RootCause.Link> chain,
      @Nullable Edge explained,
      int depth,
      boolean first) {
    Event event = candidate.event();
    StringBuilder text = new StringBuilder();
    text.append(trouble == null ? "an event" : trouble.noun()).append(" at ");
    text.append(event.componentId());
    Event symptom = candidate.symptom().event();
    if (chain.isEmpty()) {
      text.append("; the symptom itself");
    } else {
      double weakest = chain.stream().mapToDouble(l -> l.edge().confidence()).min().orElse(0);
      text.append(
          ", %s before the symptom; %d %s, the weakest believed to %.2f"
              .formatted(
                  seconds(symptom.timestampMs() - event.timestampMs()),
                  chain.size(),
                  chain.size() == 1 ? "link" : "links",
                  weakest));
    }
    text.append(
        explained == null
            ? "; nothing known explains it in turn"
            : "; itself explained to %.2f: %s"
                .formatted(explained.confidence(), explained.reason()));
    if (depth > 0) {
      text.append("; %d down the declared dependencies".formatted(depth));
    }
    if (trouble != null && first) {
      text.append("; among the first trouble there");
    }
    return text.toString();
  }

  private static String seconds(long ms) {
    return ms >= 60_000
        ? "%d min %d s".formatted(ms / 60_000, ms % 60_000 / 1_000)
        : "%.1f s".formatted(ms / 1_000.0);
  }
}

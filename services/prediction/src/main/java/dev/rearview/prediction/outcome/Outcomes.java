package dev.rearview.prediction.outcome;

import dev.rearview.prediction.change.Leaves;
import dev.rearview.prediction.change.PastChanges;
import dev.rearview.prediction.change.PastChanges.Case;
import dev.rearview.prediction.outcome.Outcome.Effect;
import dev.rearview.prediction.outcome.Outcome.PastCase;
import dev.rearview.prediction.series.Buckets;
import dev.rearview.prediction.series.Component;
import dev.rearview.prediction.series.Metrics;
import dev.rearview.prediction.series.SeriesLog;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Estimates a change's effects: the mean of each metric over the window after it less the mean over
 * as long before, as it was in the past cases. The minute of the change itself belongs to neither.
 * Only cases whose window had ended by the time of the change are used.
 */
public final class Outcomes {
  private static final long DEFAULT_WITHIN_MS = Duration.ofMinutes(15).toMillis();
  private static final long MAX_WITHIN_MS = Duration.ofDays(1).toMillis();
  private static final int MAX_COMPONENTS = 10_000;
  private static final int MAX_DEPENDENTS = 15;
  private static final int MAX_METRICS = 20;
  private static final int MAX_CASES = 200;

  private final SeriesLog log;
  private final Clock clock;

  public Outcomes(SeriesLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * What is asked.
   *
   * @param patch merge patch: what is set
   * @param atMs when; null: now
   * @param withinMs the window after it; 0: 15 minutes
   */
  public record Question(
      String world, String component, String patch, @Nullable Long atMs, long withinMs) {
    public Question {
      withinMs = withinMs == 0 ? DEFAULT_WITHIN_MS : withinMs;
      if (withinMs < Buckets.MINUTE_MS || withinMs > MAX_WITHIN_MS) {
        throw new IllegalArgumentException(
            "the window after a change is 1 minute to 1 day, not " + Duration.ofMillis(withinMs));
      }
    }
  }

  /** Before and after of one case and metric. */
  private record Shift(double before, double after) {
    double change() {
      return after - before;
    }

    boolean isKnown() {
      return !Double.isNaN(before) && !Double.isNaN(after);
    }
  }

  public Outcome whatIf(Question question) {
    long at = question.atMs() == null ? clock.millis() : question.atMs();
    Optional<Component> component = log.component(question.world(), question.component());
    if (component.isEmpty()) {
      return nothing("nothing is known of " + question.component(), 0, List.of());
    }
    PastChanges.Found found =
        PastChanges.find(
            log,
            question.world(),
            question.component(),
            Leaves.ofPatch(question.patch()),
            at - 1,
            at - question.withinMs() - 1);
    if (found.wanted() == 0) {
      return nothing("%s is so already".formatted(question.component()), 0, List.of());
    }
    Chosen chosen = choose(found);
    List<Component> affected = affected(question.world(), component.get(), at);
    List<PastCase> past = chosen.cases.stream().map(c -> past(question, affected, c)).toList();
    if (chosen.cases.size() < Outcome.MINIMUM_CASES) {
      return nothing(
          "%d past changes of this kind are known at %s; at least %d are needed"
              .formatted(chosen.cases.size(), question.component(), Outcome.MINIMUM_CASES),
          chosen.cases.size(),
          past);
    }
    return estimate(question, at, affected, chosen, past);
  }

  private static Outcome nothing(String reason, int cases, List<PastCase> past) {
    return new Outcome(
        false, reason, cases, List.of(), 0, past.stream().limit(Outcome.MAX_PAST).toList(), null);
  }

  private record Chosen(List<Case> cases, String note) {}

  /** Cases that changed all parts alike; where they are too few, those that changed any. */
  private static Chosen choose(PastChanges.Found found) {
    List<Case> all = found.cases().stream().limit(MAX_CASES).toList();
    List<Case> whole = all.stream().filter(c -> c.parts() == found.wanted()).toList();
    if (whole.size() >= Outcome.MINIMUM_CASES || found.wanted() == 1) {
      return new Chosen(whole, "");
    }
    return new Chosen(
        all,
        "only %d past changes set all %d parts alike; all that set one of them are used"
            .formatted(whole.size(), found.wanted()));
  }

  /** The component, then those that depend on it. */
  private List<Component> affected(String world, Component component, long at) {
    List<Component> affected = new ArrayList<>(List.of(component));
    log.components(world, MAX_COMPONENTS).stream()
        .filter(c -> !c.id().equals(component.id()))
        .filter(c -> c.dependenciesAt(at).contains(component.id()))
        .limit(MAX_DEPENDENTS)
        .forEach(affected::add);
    return affected;
  }

  private static Set<String> metrics(Component component) {
    Set<String> metrics = new LinkedHashSet<>(List.of(Metrics.ERROR_RATE, Metrics.EVENT_RATE));
    component.metrics().stream().limit(MAX_METRICS).forEach(metrics::add);
    return metrics;
  }

  private Outcome estimate(
      Question question, long at, List<Component> affected, Chosen chosen, List<PastCase> past) {
    List<Effect> effects = new ArrayList<>();
    int held = 0;
    int tried = 0;
    for (Component component : affected) {
      for (String metric : metrics(component)) {
        double[] changes =
            chosen.cases.stream()
                .map(c -> shift(question, component, metric, c.ms()))
                .filter(Shift::isKnown)
                .mapToDouble(Shift::change)
                .toArray();
        double before = before(question, component, metric, at);
        if (changes.length >= Outcome.MINIMUM_CASES && !Double.isNaN(before)) {
          effects.add(effect(question, component, metric, at, before, Interval.of(changes)));
          held += Interval.heldOut(changes);
          tried += changes.length;
        }
      }
    }
    if (effects.isEmpty()) {
      return nothing(
          "%d past changes are known at %s, but too few with values before and after them"
              .formatted(chosen.cases.size(), question.component()),
          chosen.cases.size(),
          past);
    }
    long rose = past.stream().filter(PastCase::errorsRose).count();
    return new Outcome(
        true,
        chosen.note,
        chosen.cases.size(),
        effects,
        (double) held / tried,
        past.stream().limit(Outcome.MAX_PAST).toList(),
        (rose + 1.0) / (past.size() + 2.0));
  }

  private Effect effect(
      Question question,
      Component component,
      String metric,
      long at,
      double before,
      Interval change) {
    boolean positive = before >= 0;
    double least = positive ? 0 : -Double.MAX_VALUE;
    return new Effect(
        component.id(),
        metric,
        before,
        Math.max(least, before + change.mean()),
        Math.max(least, before + change.low()),
        Math.max(least, before + change.high()),
        actual(question, component, metric, at));
  }

  private @Nullable Double actual(Question question, Component component, String metric, long at) {
    long end = at + question.withinMs();
    if (end > clock.millis() || end > component.newestMs()) {
      return null;
    }
    double after = after(question, component, metric, at);
    return Double.isNaN(after) ? null : after;
  }

  private PastCase past(Question question, List<Component> affected, Case changed) {
    boolean rose =
        affected.stream()
            .map(c -> shift(question, c, Metrics.ERROR_RATE, changed.ms()))
            .filter(Shift::isKnown)
            .anyMatch(Outcomes::rises);
    return new PastCase(
        changed.eventId(), changed.ms(), question.component(), changed.change(), rose);
  }

  /** By a half and by more than the last digit of a quiet component's error rate. */
  private static boolean rises(Shift errors) {
    boolean ratio = errors.before <= 1 && errors.after <= 1;
    return errors.after > 1.5 * errors.before && errors.change() > (ratio ? 0.01 : 1);
  }

  private Shift shift(Question question, Component component, String metric, long at) {
    return new Shift(
        before(question, component, metric, at), after(question, component, metric, at));
  }

  private double before(Question question, Component component, String metric, long at) {
    long until = Buckets.floor(at);
    return log.read(question.world(), component, metric, until - question.withinMs(), until).mean();
  }

  private double after(Question question, Component component, String metric, long at) {
    long from = Buckets.floor(at) + Buckets.MINUTE_MS;
    return log.read(question.world(), component, metric, from, at + question.withinMs()).mean();
  }
}

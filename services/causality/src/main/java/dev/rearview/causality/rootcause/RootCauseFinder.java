package dev.rearview.causality.rootcause;

import dev.rearview.causality.event.Mark;
import dev.rearview.causality.event.Trouble;
import dev.rearview.causality.graph.CausalLog;
import dev.rearview.model.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers what an event, a session or the trouble of a moment goes back to. */
public final class RootCauseFinder {
  public static final int DEFAULT_LIMIT = 3;
  private static final int MAX_LIMIT = 100;
  private static final long DEFAULT_WITHIN_MS = 10 * 60_000L;
  private static final int MAX_SYMPTOMS = 8;
  private static final int MAX_MARKS = 20_000;

  /** How far before the first candidate anomalies are looked up that no event tells of itself. */
  private static final long ANOMALY_MARGIN_MS = 60_000;

  private final CausalLog log;

  public RootCauseFinder(CausalLog log) {
    this.log = log;
  }

  /** What is asked for. */
  public sealed interface Question {
    String world();

    int limit();

    /** Of one event. */
    record OfEvent(String world, String eventId, int limit) implements Question {}

    /** Of a session, request or trace. */
    record OfSession(String world, String id, int limit) implements Question {}

    /**
     * Of the trouble at a moment.
     *
     * @param components whose; empty: anybody's
     * @param withinMs how far back symptoms are looked for; 0: 10 minutes
     */
    record AtTime(String world, long atMs, List<String> components, long withinMs, int limit)
        implements Question {
      public AtTime {
        components = List.copyOf(components);
      }
    }
  }

  /**
   * What was found.
   *
   * @param known false where the event or session is not known, or the moment had no trouble
   * @param note what the answer lacks; may be empty
   */
  public record Answer(List<RootCause> causes, boolean known, String note) {
    public Answer {
      causes = List.copyOf(causes);
    }
  }

  public Answer find(Question question) {
    List<Event> symptoms =
        switch (question) {
          case Question.OfEvent of -> log.event(of.world(), of.eventId()).stream().toList();
          case Question.OfSession of -> symptoms(log.session(of.world(), of.id()));
          case Question.AtTime at -> symptoms(troubleAt(at));
        };
    if (symptoms.isEmpty()) {
      return new Answer(List.of(), false, nothing(question));
    }
    Candidates candidates = new Candidates(log, question.world());
    candidates.searchFrom(symptoms);
    int limit = question.limit() <= 0 ? DEFAULT_LIMIT : Math.min(question.limit(), MAX_LIMIT);
    List<RootCause> causes =
        new Ranking(log, candidates, anomalies(question.world(), candidates))
            .rank(question.world(), limit);
    return new Answer(causes, true, note(candidates));
  }

  private List<Mark> troubleAt(Question.AtTime at) {
    long within = at.withinMs() <= 0 ? DEFAULT_WITHIN_MS : at.withinMs();
    List<Mark> marks =
        log.trouble(at.world(), at.components(), at.atMs() - within, at.atMs(), MAX_MARKS);
    List<Mark> effects =
        marks.stream().filter(m -> m.trouble() != null && !m.trouble().isChange()).toList();
    return effects.isEmpty() ? marks : effects;
  }

  /** Without those on whose component another one depends: they explain rather than show. */
  private List<Mark> visible(Map<String, Mark> byComponent) {
    Set<String> beneath = new HashSet<>();
    byComponent.forEach((component, mark) ->
        DependencyReach.of(log, mark.world(), component, mark.ms())
            .forEach((on, hops) -> {
              if (hops > 0) {
                beneath.add(on);
              }
            }));
    List<Mark> top =
        byComponent.values().stream().filter(m -> !beneath.contains(m.component())).toList();
    return top.isEmpty() ? List.copyOf(byComponent.values()) : top;
  }

  /**
   * Each component's newest error, else its newest trouble; where there is no trouble, the newest
   * event; the newest components first.
   */
  private List<Event> symptoms(List<Mark> marks) {
    Map<String, Mark> byComponent = new LinkedHashMap<>();
    for (Mark mark : marks) {
      if (mark.error() || mark.trouble() != null) {
        Mark known = byComponent.get(mark.component());
        if (known == null || mark.error() || !known.error()) {
          byComponent.remove(mark.component());
          byComponent.put(mark.component(), mark);
        }
      }
    }
    List<Mark> chosen = new ArrayList<>(visible(byComponent).reversed());
    if (chosen.isEmpty() && !marks.isEmpty()) {
      chosen.add(marks.getLast());
    }
    return chosen.stream()
        .limit(MAX_SYMPTOMS)
        .map(mark -> log.event(mark.world(), mark.eventId()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Anomalies that were found at events of the search. */
  private Map<String, Trouble> anomalies(String world, Candidates candidates) {
    List<Event> events = candidates.all().stream().map(Candidates.Candidate::event).toList();
    List<String> components = events.stream().map(Event::componentId).distinct().toList();
    long from = events.stream().mapToLong(Event::timestampMs).min().orElse(0);
    long to = events.stream().mapToLong(Event::timestampMs).max().orElse(0);
    Map<String, Trouble> found = new HashMap<>();
    for (Mark mark : log.trouble(world, components, from - ANOMALY_MARGIN_MS, to, MAX_MARKS)) {
      if (mark.trouble() == Trouble.ANOMALY) {
        found.put(mark.eventId(), Trouble.ANOMALY);
      }
    }
    return found;
  }

  private static String nothing(Question question) {
    return switch (question) {
      case Question.OfEvent of ->
          "no event '%s' in world '%s' is known here".formatted(of.eventId(), of.world());
      case Question.OfSession of ->
          "no event in world '%s' carries '%s' as session, request or trace"
              .formatted(of.world(), of.id());
      case Question.AtTime at ->
          "no trouble is known %s in that time"
              .formatted(
                  at.components().isEmpty()
                      ? "at any component"
                      : "at " + String.join(", ", at.components()));
    };
  }

  private String note(Candidates candidates) {
    String missing = log.missing();
    String cut =
        candidates.isTruncated()
            ? "the search was cut by its bounds, or events that edges name are no longer kept"
            : "";
    return missing.isEmpty() ? cut : cut.isEmpty() ? missing : missing + "; " + cut;
  }
}

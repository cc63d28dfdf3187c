package dev.rearview.replay.state;

import dev.rearview.model.Event;
import dev.rearview.model.StateFold;
import dev.rearview.replay.log.Bodies;
import dev.rearview.replay.log.ComponentSummary;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.Directory;
import dev.rearview.replay.log.EventBytes;
import dev.rearview.replay.log.EventRef;
import dev.rearview.replay.log.Holdings;
import dev.rearview.replay.log.LocalEvents;
import dev.rearview.replay.log.Position;
import dev.rearview.replay.log.Shard;
import dev.rearview.replay.state.StateAnswer.Coverage;
import dev.rearview.replay.state.StateAnswer.Provenance;
import dev.rearview.replay.state.StateAnswer.Step;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Answers what the state of a component was; the component must be held by this instance. */
public final class Reconstruction {
  private static final int MAX_STEPS = 1_000;
  private static final int MAX_STEP_CHARS = 2_000_000;
  private static final int MAX_EVENTS = 100;

  private final Holdings holdings;
  private final Directory directory;
  private final EventBytes bytes;
  private final LongSupplier lag;

  public Reconstruction(
      Holdings holdings, Directory directory, EventBytes bytes, LongSupplier lag) {
    this.holdings = holdings;
    this.directory = directory;
    this.bytes = bytes;
    this.lag = lag;
  }

  /** The state at a moment, with everything up to and including it; or of a range only. */
  public StateAnswer answer(StateQuestion question) {
    Position upTo = Position.endOf(question.toMs());
    Shard shard = holdings.shardOf(question.world(), question.componentId());
    StateReader reader = new StateReader(shard.state());
    boolean fromSnapshot = question.fromMs() == null && !question.withSteps();
    Snapshot snapshot =
        fromSnapshot ? reader.newestSnapshot(question.world(), question.componentId(), upTo) : null;
    Fold fold = snapshot == null ? Fold.empty() : Fold.from(snapshot);
    Position after = start(question, snapshot);
    Used used = new Used();
    Steps steps =
        new Steps(question.withSteps(), new Bodies(shard.events(), bytes, question.world()));
    try (Cursor<Delta> deltas =
        reader.deltas(question.world(), question.componentId(), after, upTo)) {
      while (deltas.hasNext()) {
        Delta delta = deltas.next();
        boolean applied = fold.apply(delta);
        used.after(delta.event(), applied);
        if (applied) {
          steps.add(delta, fold);
        }
      }
    }
    if (snapshot != null) {
      used.before(reader, question, snapshot);
    }
    Provenance provenance =
        new Provenance(
            fold.used(),
            snapshot == null ? null : (Long) snapshot.at().globalSeq(),
            snapshot == null ? null : (Long) snapshot.at().timestampMs(),
            newestEvent(shard, question, upTo, used.newest),
            List.copyOf(used.events),
            lag.getAsLong());
    return new StateAnswer(
        question.componentId(),
        question.toMs(),
        StateFold.canonical(fold.state()),
        provenance,
        coverage(question),
        steps.list(),
        fold.skipped(),
        steps.truncated || fold.skippedCount() > fold.skipped().size());
  }

  private static Position start(StateQuestion question, @Nullable Snapshot snapshot) {
    if (question.fromMs() != null) {
      return Position.startOf(question.fromMs());
    }
    return snapshot == null ? Position.START : snapshot.at();
  }

  /** The newest event, with a delta or without. */
  private @Nullable EventRef newestEvent(
      Shard shard, StateQuestion q, Position upTo, @Nullable EventRef delta) {
    Position from = q.fromMs() == null ? Position.START : Position.startOf(q.fromMs());
    Position stateless =
        LocalEvents.newestStateless(shard.state(), q.world(), q.componentId(), from, upTo);
    if (stateless == null || (delta != null && delta.position().compareTo(stateless) > 0)) {
      return delta;
    }
    Event event = new Bodies(shard.events(), bytes, q.world()).get(stateless.globalSeq());
    return event == null ? delta : EventRef.of(event);
  }

  private Coverage coverage(StateQuestion q) {
    Optional<ComponentSummary> known = directory.component(q.world(), q.componentId());
    if (known.isEmpty()) {
      return new Coverage(
          false,
          null,
          null,
          "the log of world '%s' has no event of component '%s'"
              .formatted(q.world(), q.componentId()));
    }
    ComponentSummary component = known.get();
    boolean observed = component.firstMs() <= q.toMs();
    String note = "";
    if (!observed) {
      note =
          "not observed then: its first event is of %s"
              .formatted(Instant.ofEpochMilli(component.firstMs()));
    } else if (component.lastMs() < q.toMs()) {
      note =
          "not observed after %s: whether it changed since is not known"
              .formatted(Instant.ofEpochMilli(component.lastMs()));
    }
    return new Coverage(observed, component.firstMs(), component.lastMs(), note);
  }

  /** The newest deltas that applied, oldest first, and the newest of all. */
  private static final class Used {
    private final Deque<EventRef> events = new ArrayDeque<>();
    private @Nullable EventRef newest;

    /** The next delta of the fold. */
    void after(EventRef delta, boolean applied) {
      newest = delta;
      if (applied) {
        events.addLast(delta);
        if (events.size() > MAX_EVENTS) {
          events.removeFirst();
        }
      }
    }

    /** Fills up with what lies before the snapshot that the fold began at. */
    void before(StateReader reader, StateQuestion q, Snapshot snapshot) {
      if (newest != null && events.size() == MAX_EVENTS) {
        return;
      }
      Set<EventRef> skipped = new HashSet<>();
      snapshot.skipped().forEach(delta -> skipped.add(delta.event()));
      try (Cursor<Delta> older =
          reader.newestDeltas(q.world(), q.componentId(), Position.START, snapshot.at())) {
        while (older.hasNext() && (newest == null || events.size() < MAX_EVENTS)) {
          EventRef event = older.next().event();
          newest = newest == null ? event : newest;
          if (events.size() < MAX_EVENTS && !skipped.contains(event)) {
            events.addFirst(event);
          }
        }
      }
    }
  }

  /** The newest steps, within a bound of number and of size. */
  private static final class Steps {
    private final boolean wanted;
    private final Bodies bodies;
    private final Deque<Step> newest = new ArrayDeque<>();
    private long chars;
    private boolean truncated;

    Steps(boolean wanted, Bodies bodies) {
      this.wanted = wanted;
      this.bodies = bodies;
    }

    private String message(EventRef delta) {
      Event event = bodies.get(delta.globalSeq());
      return event == null || event.message() == null ? "" : event.message();
    }

    void add(Delta delta, Fold fold) {
      if (!wanted) {
        return;
      }
      Step step =
          new Step(
              delta.event(),
              delta.json(),
              delta.format().wireName(),
              StateFold.canonical(fold.state()),
              message(delta.event()));
      newest.addLast(step);
      chars += size(step);
      while (newest.size() > MAX_STEPS || (chars > MAX_STEP_CHARS && newest.size() > 1)) {
        chars -= size(newest.removeFirst());
        truncated = true;
      }
    }

    private static long size(Step step) {
      return step.delta().length() + step.state().length() + step.message().length();
    }

    List<Step> list() {
      return List.copyOf(newest);
    }
  }
}

package dev.rearview.demo.marks;

import dev.rearview.demo.incident.Incident;
import dev.rearview.demo.incident.Incidents;
import dev.rearview.demo.rollout.Rollouts;
import dev.rearview.demo.shop.Facts;
import dev.rearview.demo.shop.LogRecord;
import dev.rearview.demo.shop.Recorder;
import dev.rearview.demo.shop.Seeds;
import dev.rearview.demo.shop.Service;
import dev.rearview.model.Event;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What an incident writes by itself, beside the requests that it spoils: its root event, warnings
 * while it goes on, the circuit breakers of callers, and the end.
 */
public final class IncidentMarks {
  private final Incidents incidents;
  private final Rollouts rollouts;

  public IncidentMarks(Incidents incidents, Rollouts rollouts) {
    this.incidents = incidents;
    this.rollouts = rollouts;
  }

  private record Mark(long atMs, Consumer<Recorder> write) {}

  /** Writes what falls into the second that begins then. */
  public void second(long fromMs, Recorder recorder) {
    for (Incident incident : incidents.around(fromMs + 999)) {
      for (Mark mark : marks(incident)) {
        if (mark.atMs >= fromMs && mark.atMs < fromMs + 1_000) {
          mark.write.accept(recorder);
        }
      }
    }
  }

  private List<Mark> marks(Incident incident) {
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark(incident.startMs(), r -> start(incident, r)));
    marks.add(new Mark(incident.endMs(), r -> end(incident, r)));
    long step = 7_300;
    for (long at = incident.startMs() + step; at < incident.endMs(); at += step) {
      long moment = at;
      marks.add(new Mark(at, r -> warn(incident, moment, r)));
    }
    for (Service caller : incident.root().dependents()) {
      long opens = incident.breakerOpensMs(caller);
      long closes = incident.breakerClosesMs(caller);
      marks.add(new Mark(opens, r -> breaker(incident, caller, opens, "open", r)));
      marks.add(new Mark(closes, r -> breaker(incident, caller, closes, "closed", r)));
    }
    return marks;
  }

  /** The root event; a bad deployment's is written by the rollouts, with this id. */
  private void start(Incident incident, Recorder recorder) {
    Service root = incident.root();
    RandomGenerator random = Seeds.random(incident.seed(), 10);
    Event.Builder event =
        Facts.of(root, incident.startMs(), random).id(incident.rootEventId()).kind(Kind.STATE);
    int max = root.poolMax();
    switch (incident.kind()) {
      case POOL_EXHAUSTED ->
          event
              .logLevel(Level.ERROR)
              .message("connection pool exhausted: %d of %d in use".formatted(max, max))
              .stateDelta("{\"pool\":{\"in_use\":%d,\"max\":%d,\"waiting\":7}}".formatted(max, max))
              .metric("pool_in_use_percent", 100);
      case BAD_DEPLOYMENT -> {
        return;
      }
      case MEMORY_LEAK ->
          event
              .logLevel(Level.WARN)
              .message("heap stays above 70% after a full collection")
              .stateDelta("{\"heap\":{\"used_percent\":71,\"trend\":\"rising\"}}")
              .metric("heap_used_percent", 71);
      case SLOW_DISK ->
          event
              .logLevel(Level.WARN)
              .message("disk answers slowly: 480 ms a write on /var/lib/postgresql")
              .stateDelta("{\"disk\":{\"latency_ms\":480,\"status\":\"slow\"}}")
              .metric("disk_latency_ms", 480);
    }
    recorder.event(event.build());
  }

  private void warn(Incident incident, long atMs, Recorder recorder) {
    RandomGenerator random = Seeds.random(incident.seed(), 11, atMs);
    double progress = incident.progress(atMs);
    String message =
        switch (incident.kind()) {
          case POOL_EXHAUSTED ->
              "connection pool exhausted: %d requests waiting".formatted(random.nextInt(3, 30));
          case BAD_DEPLOYMENT -> "";
          case MEMORY_LEAK ->
              "garbage collection pause took %dms, heap %d%% used"
                  .formatted(
                      (int) (80 + progress * random.nextInt(200, 900)), (int) (71 + progress * 27));
          case SLOW_DISK ->
              "checkpoint is taking long: write took %dms".formatted(random.nextInt(900, 4_000));
        };
    if (!message.isEmpty()) {
      recorder.log(new LogRecord(atMs * 1_000, incident.root(), 0, Level.WARN, message, Map.of()));
    }
  }

  private void end(Incident incident, Recorder recorder) {
    Service root = incident.root();
    RandomGenerator random = Seeds.random(incident.seed(), 12);
    Event.Builder event = Facts.of(root, incident.endMs(), random).logLevel(Level.INFO);
    switch (incident.kind()) {
      case POOL_EXHAUSTED ->
          event
              .message("connection pool has free connections again")
              .stateDelta("{\"pool\":{\"in_use\":%d,\"waiting\":0}}".formatted(root.poolMax() / 4));
      case BAD_DEPLOYMENT -> {
        return;
      }
      case MEMORY_LEAK ->
          event
              .kind(Kind.KUBERNETES)
              .logLevel(Level.WARN)
              .message("container %s was OOMKilled and restarts".formatted(root.container()))
              .stateDelta(
                  "{\"heap\":{\"used_percent\":31,\"trend\":\"steady\"},\"restarts\":%d}"
                      .formatted(rollouts.restarts(root, incident.endMs())))
              .attribute("reason", "OOMKilled")
              .attribute("pod", rollouts.pod(root, 0, incident.endMs()).name());
      case SLOW_DISK ->
          event
              .message("disk answers normally again")
              .stateDelta("{\"disk\":{\"latency_ms\":4,\"status\":\"ok\"}}")
              .metric("disk_latency_ms", 4);
    }
    recorder.event(event.build());
  }

  private static void breaker(
      Incident incident, Service caller, long atMs, String state, Recorder recorder) {
    boolean open = state.equals("open");
    if (open && atMs >= incident.endMs()) {
      return;
    }
    RandomGenerator random = Seeds.random(incident.seed(), open ? 13 : 14, caller.ordinal());
    String callee = incident.root().app();
    recorder.event(
        Facts.of(caller, atMs, random)
            .kind(Kind.STATE)
            .logLevel(open ? Level.WARN : Level.INFO)
            .message("circuit breaker for %s is %s".formatted(callee, state))
            .stateDelta("{\"breakers\":{\"%s\":\"%s\"}}".formatted(callee, state))
            .dependencyIds(caller.declaredDependencies())
            .build());
  }
}

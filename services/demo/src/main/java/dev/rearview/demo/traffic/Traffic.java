package dev.rearview.demo.traffic;

import dev.rearview.demo.incident.Condition;
import dev.rearview.demo.incident.Incident;
import dev.rearview.demo.incident.Incidents;
import dev.rearview.demo.incident.Truth;
import dev.rearview.demo.rollout.Rollouts;
import dev.rearview.demo.shop.LogRecord;
import dev.rearview.demo.shop.Recorder;
import dev.rearview.demo.shop.Seeds;
import dev.rearview.demo.shop.Service;
import dev.rearview.model.EventIds;
import dev.rearview.model.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Runs the requests of the visits through the services. What is wrong at one service reaches its
 * callers as it does in life: they wait, give up, fail, or find the circuit breaker open.
 */
public final class Traffic {
  /** One of so many requests without a failure is traced with spans. */
  private static final int TRACED_EVERY = 12;

  /** One of so many calls fails without an incident. */
  private static final int STRAY_FAILURE_EVERY = 2_500;

  private final long seed;
  private final Visits visits;
  private final Incidents incidents;
  private final Rollouts rollouts;
  private final Vitals vitals;
  private final Truth truth;

  public Traffic(long seed, Incidents incidents, Rollouts rollouts, Vitals vitals, Truth truth) {
    this.seed = seed;
    this.visits = new Visits(seed);
    this.incidents = incidents;
    this.rollouts = rollouts;
    this.vitals = vitals;
    this.truth = truth;
  }

  /** Runs the requests that arrive in the second that begins then. */
  public void second(long fromMs, Recorder recorder) {
    for (Visit visit : visits.around(fromMs)) {
      for (int i = 0; i < visit.steps().size(); i++) {
        Visit.Step step = visit.steps().get(i);
        if (step.atMs() >= fromMs && step.atMs() < fromMs + 1_000) {
          run(request(visit, step, i), recorder);
        }
      }
      if (visit.leavesCart() && Math.floorDiv(visit.expiresMs(), 1_000L) * 1_000 == fromMs) {
        expire(visit, recorder);
      }
    }
  }

  private Request request(Visit visit, Visit.Step step, int index) {
    SplittableRandom random = Seeds.random(seed, 302, visit.number(), index);
    return new Request(
        step.atMs() * 1_000 + random.nextInt(1_000),
        step.journey(),
        "req-" + Seeds.hex(random, 10),
        Seeds.hex(random, 32),
        visit.sessionId(),
        visit.userId(),
        visit.ip(),
        step.item(),
        step.itemsInCart(),
        random.nextLong());
  }

  private static void expire(Visit visit, Recorder recorder) {
    recorder.log(
        new LogRecord(
            visit.expiresMs() * 1_000,
            Service.CART,
            0,
            Level.INFO,
            "cart expired",
            inOrder(
                visit.sessionId(),
                new LogRecord.RawJson(
                    "{\"sessions\":{\"%s\":null}}".formatted(visit.sessionId())))));
  }

  private static Map<String, Object> inOrder(String sessionId, LogRecord.RawJson delta) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("session_id", sessionId);
    fields.put("state_delta", delta);
    return fields;
  }

  private void run(Request request, Recorder recorder) {
    SplittableRandom random = new SplittableRandom(request.seed());
    Call root = call(request.journey().way(), null, request.atMicros(), random);
    List<Call> tree = root.tree();
    boolean failed = false;
    for (Call call : tree) {
      vitals.count(call.service, call.endMicros / 1_000, call.latencyMs(), call.failed());
      Wording.log(request, call, recorder);
      failed |= call.failed();
    }
    if (failed || Math.floorMod(request.seed(), TRACED_EVERY) == 0) {
      tree.forEach(call -> recorder.event(Spans.event(request, call)));
    }
    if (failed) {
      tellTruth(tree);
    }
  }

  private void tellTruth(List<Call> tree) {
    for (Incident incident : incidents.around(tree.getFirst().startMicros / 1_000)) {
      boolean touched =
          tree.stream().anyMatch(c -> c.service == incident.root() && c.condition.addedMs() > 0)
              || tree.stream().anyMatch(c -> c.failure.contains("'" + incident.root().app() + "'"));
      if (touched) {
        for (Call call : tree) {
          if (call.failed()) {
            boolean visible = call.service == Service.API_GATEWAY;
            truth.reached(incident, call.service, call.endMicros / 1_000, call.eventId, visible);
          }
        }
      }
    }
  }

  private Call call(
      Journey.Hop hop, @Nullable Call caller, long startMicros, SplittableRandom random) {
    long startMs = startMicros / 1_000;
    Service service = hop.service();
    int replica = random.nextInt(rollouts.replicas(service, startMs));
    Call call =
        new Call(
            service,
            replica,
            hop.operation(),
            Seeds.hex(random, 16),
            EventIds.fresh(startMs, random),
            caller,
            startMicros);
    List<Incident> active = incidents.activeAt(startMs);
    call.condition = Condition.of(active, service, startMs, random);
    long ownMicros = ownMicros(service, random);
    long atMicros = startMicros + ownMicros / 2;
    for (Journey.Hop next : hop.next()) {
      if (breakerOpen(active, service, next.service(), atMicros / 1_000, random)) {
        fail(call, 503, "circuit breaker for '%s' is open".formatted(next.service().app()));
        break;
      }
      Call callee = call(next, call, atMicros, random);
      call.calls.add(callee);
      long patienceMicros = (service.timeoutMs() + random.nextInt(60)) * 1_000L;
      if (callee.endMicros - atMicros > patienceMicros) {
        atMicros += patienceMicros;
        call.timedOutOn = next.service().app();
        fail(call, 504, "timeout after %dms".formatted(patienceMicros / 1_000));
        break;
      }
      atMicros = callee.endMicros + random.nextInt(100, 900);
      if (callee.failed()) {
        fail(call, 502, "%s failed: %s".formatted(next.service().app(), callee.failure));
        break;
      }
    }
    if (!call.failed() && call.condition.fails()) {
      fail(call, 500, call.condition.failure());
    } else if (!call.failed() && random.nextInt(STRAY_FAILURE_EVERY) == 0) {
      fail(call, 500, "connection reset by peer");
    }
    call.endMicros = atMicros + ownMicros / 2 + call.condition.addedMs() * 1_000L;
    return call;
  }

  private static void fail(Call call, int status, String failure) {
    call.status = status;
    call.failure = failure;
  }

  /** Its own time around the service's usual one, with a tail as services have it. */
  private static long ownMicros(Service service, SplittableRandom random) {
    double factor = Math.exp(random.nextGaussian() * 0.45);
    return (long) (service.latencyMs() * 1_000 * factor) + 200;
  }

  private static boolean breakerOpen(
      List<Incident> active, Service caller, Service callee, long atMs, SplittableRandom random) {
    for (Incident incident : active) {
      if (incident.root() == callee
          && atMs >= incident.breakerOpensMs(caller)
          && random.nextInt(10) < 6) {
        return true;
      }
    }
    return false;
  }
}

package dev.rearview.causality.rootcause;

import dev.rearview.model.Event;
import dev.rearview.model.EventIds;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * A pool that runs full at the deepest of four services, and what that does to those above it, with
 * all the noise of a working system: healthy requests, errors of their own, warnings, deployments
 * elsewhere. Requests are told by spans, or only by a request id.
 */
final class SeededIncident {
  private static final List<String> SERVICES =
      List.of("shop/gateway", "shop/checkout", "shop/inventory", "shop/postgres");
  private static final String BYSTANDER = "shop/mail";
  private static final long START = Instant.parse("2024-01-15T15:30:00Z").toEpochMilli();

  private final Random random;
  private final List<Event.Builder> events = new ArrayList<>();
  private UUID cause = new UUID(0, 0);
  private UUID symptom = new UUID(0, 0);
  private String symptomRequest = "";
  private long symptomMs;

  SeededIncident(long seed) {
    random = new Random(seed);
    declareDependencies();
    long beginsAt = START + 90_000 + random.nextInt(30_000);
    noise(beginsAt);
    for (long at = START; at < beginsAt + 75_000; at += 400 + random.nextInt(1_200)) {
      boolean fails = at > beginsAt + 2_000 && random.nextDouble() < 0.7;
      request(at, fails);
    }
    cause = runsFull(beginsAt);
  }

  /** In the order in which they were taken in, which is not quite that of time. */
  List<Event> arrivals() {
    List<Event> numbered = new ArrayList<>();
    List<Event.Builder> ordered = new ArrayList<>(events);
    ordered.sort(
        Comparator.comparingLong(e -> e.timestampMs() == null ? 0L : e.timestampMs() / 3_000));
    for (int i = 0; i + 4 < ordered.size(); i += 4) {
      Collections.shuffle(ordered.subList(i, i + 4), random);
    }
    for (int i = 0; i < ordered.size(); i++) {
      numbered.add(ordered.get(i).globalSeq(i + 1).build());
    }
    return numbered;
  }

  UUID cause() {
    return cause;
  }

  /** The last error that a user saw. */
  UUID symptom() {
    return symptom;
  }

  String symptomRequest() {
    return symptomRequest;
  }

  long symptomMs() {
    return symptomMs;
  }

  private void declareDependencies() {
    for (int i = 0; i + 1 < SERVICES.size(); i++) {
      add(SERVICES.get(i), START).kind(Kind.STATE).dependencyIds(List.of(SERVICES.get(i + 1)));
    }
  }

  private UUID runsFull(long at) {
    Event.Builder full =
        add(SERVICES.getLast(), at)
            .kind(Kind.STATE)
            .logLevel(random.nextBoolean() ? Level.ERROR : Level.WARN)
            .message("connection pool exhausted: 40 of 40 in use")
            .stateDelta("{\"pool\":{\"in_use\":40,\"waiting\":7}}")
            .metric("pool_in_use_percent", 100);
    for (int i = 1; i < 10; i++) {
      add(SERVICES.getLast(), at + i * 7_000L)
          .logLevel(Level.WARN)
          .message("connection pool exhausted: %d waiting".formatted(random.nextInt(30)));
    }
    add(SERVICES.get(2), at + 15_000)
        .kind(Kind.STATE)
        .logLevel(Level.WARN)
        .message("circuit breaker for postgres is open")
        .stateDelta("{\"breakers\":{\"postgres\":\"open\"}}");
    UUID id = full.id();
    return id == null ? new UUID(0, 0) : id;
  }

  private void noise(long beginsAt) {
    for (int i = 0; i < 12; i++) {
      String service = SERVICES.get(random.nextInt(SERVICES.size()));
      long at = START + random.nextInt(90_000);
      add(service, at).logLevel(Level.ERROR).message("cannot parse header " + i);
    }
    add(BYSTANDER, beginsAt - 20_000).kind(Kind.DEPLOY).stateDelta("{\"image\":\"mail:3\"}");
    add(SERVICES.get(1), START + 30_000).kind(Kind.DEPLOY).stateDelta("{\"image\":\"checkout:7\"}");
    add(SERVICES.get(0), beginsAt - 40_000 - random.nextInt(40_000))
        .kind(Kind.DEPLOY)
        .stateDelta("{\"replicas\":3}")
        .attribute("change", "scaling");
    add(BYSTANDER, beginsAt + 10_000).logLevel(Level.ERROR).message("no route to host");
  }

  private void request(long at, boolean fails) {
    boolean traced = random.nextDouble() < 0.7;
    String id = "req-" + random.nextInt(1_000_000);
    for (int i = 0; i < SERVICES.size(); i++) {
      seen(at + 5L * i, i, id, traced).message("begins");
    }
    if (!fails) {
      return;
    }
    int depth = random.nextDouble() < 0.8 ? SERVICES.size() - 1 : SERVICES.size() - 2;
    long failed = at + 500 + random.nextInt(1_500);
    for (int i = depth; i >= 0; i--) {
      Event.Builder error =
          seen(failed + 4L * (depth - i), i, id, traced)
              .logLevel(Level.ERROR)
              .message(i == 3 ? "sorry, too many clients already" : "call failed after a timeout");
      if (i == 0) {
        UUID visible = error.id();
        symptom = visible == null ? symptom : visible;
        symptomRequest = id;
        symptomMs = failed + 4L * depth;
      }
    }
  }

  private Event.Builder seen(long at, int service, String id, boolean traced) {
    Event.Builder event = add(SERVICES.get(service), at).kind(Kind.SPAN).requestId(id);
    if (traced) {
      event.traceId("t" + id).spanId(id + "-" + service);
      event.parentSpanId(service == 0 ? null : id + "-" + (service - 1));
    }
    return event;
  }

  private Event.Builder add(String component, long at) {
    Event.Builder event =
        Event.builder()
            .id(EventIds.fresh(at, random))
            .componentId(component)
            .timestampMs(at)
            .observedMs(at + random.nextInt(2_000));
    events.add(event);
    return event;
  }
}

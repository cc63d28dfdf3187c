package dev.rearview.query.statement;

import dev.rearview.query.upstream.Causes;
import dev.rearview.query.upstream.Forecasts;
import dev.rearview.query.upstream.History;
import dev.rearview.query.upstream.Seen;
import dev.rearview.query.upstream.SeenComponent;
import dev.rearview.query.upstream.StateChange;
import dev.rearview.query.upstream.StateView;
import dev.rearview.query.upstream.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Services that answer from memory and write down what they were asked. */
final class Fakes implements History, Causes, Forecasts {
  final List<String> asked = new ArrayList<>();

  /** Replicas of shop/cart rise from 2 to 3 at 15:47. */
  private static final long CHANGE = Instant.parse("2024-01-15T15:47:00Z").toEpochMilli();

  @Override
  public StateView state(String world, String component, Long fromMs, long toMs, Duration within) {
    asked.add("state %s %s %s".formatted(component, time(fromMs), time(toMs)));
    String state =
        component.equals("shop/cart")
            ? "{\"replicas\":%d,\"pool\":{\"size\":10}}".formatted(toMs < CHANGE ? 2 : 3)
            : "{}";
    return new StateView(
        component,
        toMs,
        state,
        2,
        "e-1",
        7,
        toMs - 1,
        List.of("e-1"),
        true,
        0L,
        toMs,
        "",
        List.of(),
        false,
        0);
  }

  @Override
  public Seen components(String world, Long atMs, Duration within) {
    asked.add("components " + time(atMs));
    return new Seen(
        List.of(
            new SeenComponent("shop/api-gateway", "api-gateway", 10, 1, 0, 1),
            new SeenComponent("shop/cart", "cart", 10, 0, 0, 1),
            new SeenComponent("shop/checkout", "checkout", 10, 0, 0, 1)),
        false,
        3);
  }

  @Override
  public Told dependencies(String world, String component, long atMs, Duration within) {
    asked.add("dependencies %s %s".formatted(component, time(atMs)));
    return Told.of(List.of(row("from", component, "to", "shop/payment", "depth", 1L)));
  }

  @Override
  public Told cycles(String world, long atMs, Duration within) {
    asked.add("cycles " + time(atMs));
    return Told.of(List.of(row("finding", "cycle", "detail", "a → b → a")));
  }

  @Override
  public void simulate(
      String world,
      String session,
      Long fromMs,
      Long toMs,
      long stepMs,
      List<StateChange> changes,
      int maxFrames,
      Duration within,
      Predicate<Map<String, Object>> frames) {
    asked.add(
        "simulate %s %s %s step %d with %s"
            .formatted(session, time(fromMs), time(toMs), stepMs, changes));
    for (long i = 0; i < 3; i++) {
      if (!frames.test(row("frame", i, "of", 3L))) {
        return;
      }
    }
  }

  @Override
  public Told statistics(String world, Duration within) {
    asked.add("statistics");
    return Told.of(List.of(row("world", world, "events", 30L)));
  }

  @Override
  public Told verify(String world, Duration within) {
    asked.add("verify " + world);
    return Told.of(List.of(row("world", world, "valid", true)));
  }

  @Override
  public Told traverse(
      String world,
      String eventId,
      boolean forward,
      int depth,
      double minConfidence,
      String until,
      ZoneId zone,
      Instant now,
      Duration within) {
    asked.add(
        "traverse %s %s depth %d confidence %s until %s"
            .formatted(eventId, forward ? "forward" : "backward", depth, minConfidence, until));
    return new Told(List.of(row("depth", 0L, "event_id", eventId)), 5, List.of(), List.of());
  }

  @Override
  public Told rootCauses(String world, Symptom symptom, int limit, Duration within) {
    asked.add("root cause " + symptom);
    return Told.of(List.of(row("rank", 1L, "component", "shop/postgres")));
  }

  @Override
  public Told next(
      String world,
      long fromMs,
      Duration horizon,
      List<String> metrics,
      List<String> components,
      Duration within) {
    asked.add("predict %s for %s of %s".formatted(horizon, metrics, components));
    return Told.of(List.of(row("metric", "error_rate", "status", "OK")));
  }

  @Override
  public Told whatIf(
      String world,
      String component,
      String patchJson,
      Long atMs,
      Duration horizon,
      Duration within) {
    asked.add("what if %s %s at %s within %s".formatted(component, patchJson, time(atMs), horizon));
    return Told.of(List.of(row("status", "INCONCLUSIVE")));
  }

  private static String time(Long epochMillis) {
    return epochMillis == null ? "-" : Instant.ofEpochMilli(epochMillis).toString();
  }

  static Map<String, Object> row(Object... namesAndValues) {
    Map<String, Object> row = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }
}

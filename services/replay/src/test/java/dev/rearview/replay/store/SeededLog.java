package dev.rearview.replay.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rearview.model.DeltaFormat;
import dev.rearview.model.Event;
import dev.rearview.model.Kind;
import dev.rearview.model.StateFold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A log that is the same for the same seed, with all that a state's history has to stand: late
 * events, equal times, patches that fail, formats that nobody knows. It is its own model: states
 * are folded from a plain list.
 */
public final class SeededLog {
  public static final String WORLD = "default";
  private static final long T0 = 1_705_333_200_000L;

  private final Random random;
  private final int components;
  private final List<Event> events = new ArrayList<>();
  private long clock = T0;

  public SeededLog(long seed, int components) {
    random = new Random(seed);
    this.components = components;
  }

  /** The next event. */
  public Event next() {
    clock += random.nextInt(3);
    long seq = events.size() + 1L;
    long atMs = random.nextInt(50) == 0 ? T0 + random.nextLong(clock - T0 + 1) : clock;
    Event.Builder event =
        Event.builder()
            .id(new UUID(0x8000L | seq << 16, 0x8000_0000_0000_0000L | random.nextInt()))
            .globalSeq(seq)
            .timestampMs(atMs)
            .observedMs(clock)
            .componentId(component(random.nextInt(components)))
            .message("order %d".formatted(random.nextInt(1000)))
            .sessionId("s-" + random.nextInt(50))
            .sourceId("node-" + random.nextInt(3))
            .attribute("namespace", "shop");
    delta(event);
    byte[] hash = new byte[32];
    random.nextBytes(hash);
    String before = events.isEmpty() ? "00".repeat(32) : events.getLast().hash();
    Event made = event.prevHash(before).hash(HexFormat.of().formatHex(hash)).build();
    events.add(made);
    return made;
  }

  private void delta(Event.Builder event) {
    String key = "k" + random.nextInt(5);
    int value = random.nextInt(1000);
    switch (random.nextInt(12)) {
      case 0 -> event.kind(Kind.LOG);
      case 1 -> event.stateDelta("{\"%s\":null}".formatted(key));
      case 2 ->
          event
              .deltaFormat(DeltaFormat.JSON_PATCH)
              .stateDelta(
                  "[{\"op\":\"test\",\"path\":\"/%s\",\"value\":%d},{\"op\":\"add\",\"path\":\"/p\",\"value\":1}]"
                      .formatted(key, value % 3));
      case 3 ->
          event
              .deltaFormat(random.nextInt(5) == 0 ? DeltaFormat.REPLACE : DeltaFormat.MERGE_PATCH)
              .stateDelta("{\"%s\":%d,\"replicas\":%d}".formatted(key, value, value % 4));
      case 4 -> event.deltaFormat(DeltaFormat.UNKNOWN).stateDelta("{\"u\":1}");
      default -> event.stateDelta("{\"%s\":{\"n\":%d},\"İ\":1.50}".formatted(key, value));
    }
  }

  public static String component(int number) {
    return "shop/c" + number;
  }

  public int components() {
    return components;
  }

  public List<Event> events() {
    return events;
  }

  public long firstMs() {
    return T0;
  }

  public long lastMs() {
    return clock;
  }

  /** What the state of a component is by definition, canonical JSON. */
  public String stateAt(String component, long atMs) {
    JsonNode state = StateFold.empty();
    for (Event event :
        events.stream()
            .filter(e -> e.componentId().equals(component) && e.timestampMs() <= atMs)
            .sorted(
                Comparator.comparingLong(Event::timestampMs).thenComparingLong(Event::globalSeq))
            .toList()) {
      if (event.stateDelta() != null) {
        state = StateFold.apply(state, event.stateDelta(), event.deltaFormat()).state();
      }
    }
    return StateFold.canonical(state);
  }

  /** Of all components that have an event. */
  public Map<String, String> statesAt(long atMs) {
    Map<String, String> states = new TreeMap<>();
    events.forEach(event ->
        states.computeIfAbsent(event.componentId(), component -> stateAt(component, atMs)));
    return states;
  }
}

package dev.rearview.bench.replay;

import dev.rearview.integrity.HashChain;
import dev.rearview.model.Event;
import dev.rearview.model.EventIds;
import dev.rearview.model.EventJson;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

/**
 * Events of a shop, the same for the same seed: orders move through sessions of four components
 * each; one event in ten is of one component. About 825 bytes each as a line of JSON, 500 on the
 * topic; numbered and chained.
 */
final class ShopEvents {
  static final String WORLD = "default";
  static final long START_MS = 1_767_225_600_000L;

  private static final String[] STEPS = {
    "received", "priced", "reserved", "paid", "packed", "shipped"
  };
  private static final int SESSIONS = 500;
  private static final int SESSION_COMPONENTS = 4;
  private static final int SESSION_EVENTS = 20;
  private static final int TRACES = 64;
  private static final int TRACE_EVENTS = 8;
  private static final int LARGE_ONE_IN = 10;
  private static final int SIZED_ONE_IN = 64;

  private final Random random;
  private final int components;
  private final String[] sessions = new String[SESSIONS];
  private final int[][] members = new int[SESSIONS][SESSION_COMPONENTS];
  private final String[] traces = new String[TRACES];
  private long atMs = START_MS;
  private long seq;
  private long jsonBytes;
  private String head = HashChain.GENESIS;

  ShopEvents(long seed, int components) {
    this.random = new Random(seed);
    this.components = components;
  }

  static String component(int number) {
    return "shop/checkout-" + number;
  }

  Event next() {
    atMs += random.nextInt(4) == 0 ? random.nextInt(3) : 0;
    int session = session();
    int component =
        random.nextInt(LARGE_ONE_IN) == 0
            ? 0
            : members[session][random.nextInt(SESSION_COMPONENTS)];
    Event.Builder event =
        Event.builder()
            .id(EventIds.fresh(atMs, random))
            .timestampMs(atMs)
            .observedMs(atMs)
            .componentId(component(component))
            .kind(Kind.STATE)
            .logLevel(Level.INFO)
            .message(
                "order %d moved to %s for customer %d in %d ms"
                    .formatted(order(), step(), random.nextInt(50_000), random.nextInt(900)))
            .stateDelta(
                "{\"orders\":{\"open\":%d,\"last\":\"%d\"},\"cpu\":0.%02d,\"phase\":\"%s\",\"queue\":%d}"
                    .formatted(
                        random.nextInt(500),
                        order(),
                        random.nextInt(100),
                        step(),
                        random.nextInt(40)))
            .sessionId(sessions[session])
            .traceId(trace())
            .sourceId("node-" + component % 5)
            .attribute("pod", "checkout-" + component + "-7d9f8b6c5d-x2k4q")
            .attribute("namespace", "shop")
            .attribute("node", "node-" + component % 5)
            .attribute("region", "eu-central-1")
            .metric("latency_ms", random.nextInt(9_000) / 10.0);
    Event chained = HashChain.append(event.build(), ++seq, head);
    head = chained.hash() == null ? head : chained.hash();
    if (seq % SIZED_ONE_IN == 0) {
      jsonBytes += EventJson.write(chained).getBytes(StandardCharsets.UTF_8).length + 1L;
    }
    return chained;
  }

  private int order() {
    return 100_000 + random.nextInt(900_000);
  }

  private String step() {
    return STEPS[random.nextInt(STEPS.length)];
  }

  private int session() {
    int session = random.nextInt(SESSIONS);
    if (sessions[session] == null || random.nextInt(SESSION_EVENTS) == 0) {
      sessions[session] = "s-" + Long.toHexString(random.nextLong());
      for (int i = 0; i < SESSION_COMPONENTS; i++) {
        members[session][i] = 1 + random.nextInt(components - 1);
      }
    }
    return session;
  }

  private String trace() {
    int trace = random.nextInt(TRACES);
    if (traces[trace] == null || random.nextInt(TRACE_EVENTS) == 0) {
      HexFormat hex = HexFormat.of();
      traces[trace] = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
    return traces[trace];
  }

  /** How long an event is as a line of JSON, on average over one in 64. */
  double jsonBytesEach() {
    return jsonBytes / Math.max(1.0, seq / SIZED_ONE_IN);
  }

  long lastMs() {
    return atMs;
  }
}

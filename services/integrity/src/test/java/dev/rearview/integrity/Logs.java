package dev.rearview.integrity;

import dev.rearview.model.Event;
import dev.rearview.model.EventIds;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded logs, chained as the sequencer does it. */
public final class Logs {
  private Logs() {}

  public static List<Event> chained(String world, int size, Random random) {
    List<Event> log = new ArrayList<>();
    String head = HashChain.GENESIS;
    for (int i = 1; i <= size; i++) {
      Event entry = HashChain.append(unchained(world, random), i, head);
      log.add(entry);
      head = String.valueOf(entry.hash());
    }
    return log;
  }

  public static Event unchained(String world, Random random) {
    Event.Builder event =
        Event.builder()
            .id(EventIds.fresh(1_705_333_643_000L, random))
            .world(world)
            .timestampMs(1_705_333_643_000L + random.nextInt(100_000))
            .observedMs(1_705_333_743_000L + random.nextInt(1000))
            .componentId("shop/service-" + random.nextInt(8))
            .kind(Kind.values()[random.nextInt(Kind.values().length)])
            .message("message " + random.nextInt(1_000_000))
            .sourceId("node-" + random.nextInt(3));
    if (random.nextBoolean()) {
      event.logLevel(Level.values()[random.nextInt(Level.values().length)]);
    }
    if (random.nextBoolean()) {
      event.stateDelta("{\"stock\": %d}".formatted(random.nextInt(100)));
    }
    if (random.nextBoolean()) {
      event.attribute("user", "u" + random.nextInt(9)).metric("cpu", random.nextDouble());
    }
    return event.build();
  }

  static Verification verify(List<Event> log) {
    return verify(log, Expectation.wholeLog());
  }

  static Verification verify(List<Event> log, Expectation expectation) {
    ChainVerifier verifier = new ChainVerifier("default", expectation);
    log.forEach(verifier::accept);
    return verifier.finish();
  }
}

package dev.rearview.e2e.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/** Waits until the demo's history has reached every service. */
public final class CaughtUp {
  /** The error that the demo's story shows to its user. */
  public static final String VISIBLE_ERROR = "018d0d8e-7b1e-7c44-9d0e-2f6a1b2c3d4e";

  private static final Duration WITHIN = Duration.ofMinutes(4);
  private static final long ALWAYS_UNDER_WAY = 100;

  private CaughtUp() {}

  /** Returns once the story is in the log and no service has much left to read. */
  public static void await(Deployment deployment) {
    Api api = deployment.api();
    Await.until("the story's error has been traced", WITHIN, () -> knows(api, VISIBLE_ERROR));
    Await.until(
        "every service has read what is there",
        WITHIN,
        () -> lag(deployment) <= ALWAYS_UNDER_WAY && lag(deployment) <= ALWAYS_UNDER_WAY);
  }

  private static boolean knows(Api api, String event) {
    return !api.query("ROOT CAUSE OF '%s'".formatted(event)).rows().isEmpty();
  }

  private static long lag(Deployment deployment) {
    long lag = 0;
    for (String name : List.of("ingestion", "replay", "causality", "prediction")) {
      for (JsonNode value : deployment.service(name).get("/q/health").findValues("lag")) {
        lag += value.asLong();
      }
    }
    return lag;
  }
}

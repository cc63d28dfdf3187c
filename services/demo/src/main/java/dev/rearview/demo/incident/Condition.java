package dev.rearview.demo.incident;

import dev.rearview.demo.shop.Service;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How a service fares while incidents go on at it.
 *
 * @param addedMs how much longer a request takes there
 * @param failure why this request fails there; empty where it does not
 * @param exception the Java exception that goes with it; empty where there is none
 */
public record Condition(int addedMs, String failure, String exception) {
  /** Nothing is wrong. */
  public static final Condition HEALTHY = new Condition(0, "", "");

  public boolean fails() {
    return !failure.isEmpty();
  }

  /** What one request meets at the service at that moment. */
  public static Condition of(
      List<Incident> active, Service service, long atMs, RandomGenerator random) {
    Condition worst = HEALTHY;
    for (Incident incident : active) {
      if (incident.root() == service && incident.activeAt(atMs)) {
        Condition met = of(incident, atMs, random);
        worst = met.fails() || met.addedMs > worst.addedMs ? met : worst;
      }
    }
    return worst;
  }

  private static Condition of(Incident incident, long atMs, RandomGenerator random) {
    double progress = incident.progress(atMs);
    return switch (incident.kind()) {
      case POOL_EXHAUSTED -> poolExhausted(incident.root(), random);
      case BAD_DEPLOYMENT ->
          progress > 0.05 && random.nextDouble() < 0.55
              ? new Condition(
                  random.nextInt(5, 40),
                  "unexpected null in setting 'pricing.currency'",
                  "java.lang.NullPointerException")
              : HEALTHY;
      case MEMORY_LEAK -> {
        int pause = (int) (progress * progress * random.nextInt(200, 1_100));
        yield progress > 0.85 && random.nextDouble() < 0.4
            ? new Condition(pause, "Java heap space", "java.lang.OutOfMemoryError")
            : new Condition(pause, "", "");
      }
      case SLOW_DISK ->
          random.nextDouble() < 0.08
              ? new Condition(
                  random.nextInt(900, 1_800), "could not write to file: I/O timeout", "")
              : new Condition(random.nextInt(250, 1_000), "", "");
    };
  }

  private static Condition poolExhausted(Service root, RandomGenerator random) {
    int waited = random.nextInt(500, 2_400);
    if (random.nextDouble() >= 0.6) {
      return new Condition(waited, "", "");
    }
    return root == Service.POSTGRES
        ? new Condition(random.nextInt(2, 30), "sorry, too many clients already", "")
        : new Condition(
            waited,
            "connection is not available, request timed out after " + waited + "ms",
            "java.sql.SQLTransientConnectionException");
  }
}

package dev.rearview.causality.alert;

import dev.rearview.causality.anomaly.Anomaly;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Somebody should look.
 *
 * @param severity info, warning or critical
 * @param atMs event time
 * @param anomalyId what raised it; empty where no anomaly did
 */
public record Alert(
    String id,
    String world,
    String componentId,
    String severity,
    String title,
    String detail,
    long atMs,
    String anomalyId,
    List<String> eventIds,
    String metric,
    double value,
    double expectedLow,
    double expectedHigh) {
  private static final double CRITICAL_ERROR_RATE = 20;

  public Alert {
    eventIds = List.copyOf(eventIds);
  }

  /** The alert of the anomaly that opens an incident; its id follows from the anomaly's. */
  public static Alert of(Anomaly anomaly) {
    boolean errors = anomaly.metric().equals("error_rate");
    boolean critical = errors && anomaly.value() >= CRITICAL_ERROR_RATE;
    String way = anomaly.value() > anomaly.expectedHigh() ? "high" : "low";
    return new Alert(
        UUID.nameUUIDFromBytes(("alert|" + anomaly.id()).getBytes(StandardCharsets.UTF_8))
            .toString(),
        anomaly.world(),
        anomaly.componentId(),
        critical ? "critical" : "warning",
        "%s of %s is unusually %s".formatted(anomaly.metric(), anomaly.componentId(), way),
        anomaly.detail(),
        anomaly.startMs(),
        anomaly.id(),
        anomaly.eventIds(),
        anomaly.metric(),
        anomaly.value(),
        anomaly.expectedLow(),
        anomaly.expectedHigh());
  }
}

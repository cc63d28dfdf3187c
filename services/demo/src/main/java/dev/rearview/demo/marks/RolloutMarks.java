package dev.rearview.demo.marks;

import dev.rearview.demo.rollout.Change;
import dev.rearview.demo.rollout.Rollouts;
import dev.rearview.demo.shop.Facts;
import dev.rearview.demo.shop.LogRecord;
import dev.rearview.demo.shop.Pod;
import dev.rearview.demo.shop.Recorder;
import dev.rearview.demo.shop.Seeds;
import dev.rearview.demo.shop.Service;
import dev.rearview.model.DeltaFormat;
import dev.rearview.model.Event;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the events of changes, and the first line of each new pod. */
public final class RolloutMarks {
  private final Rollouts rollouts;

  public RolloutMarks(Rollouts rollouts) {
    this.rollouts = rollouts;
  }

  /** Writes what every service says of itself when the history begins: its whole state. */
  public void beginning(long atMs, Recorder recorder) {
    for (Service service : Service.values()) {
      StringBuilder state =
          new StringBuilder(
              "{\"image\":\"%s\",\"replicas\":%d"
                  .formatted(rollouts.image(service, atMs), rollouts.replicas(service, atMs)));
      if (service.hasPool()) {
        int max = service.poolMax();
        state.append(",\"pool\":{\"in_use\":%d,\"max\":%d,\"waiting\":0}".formatted(max / 4, max));
      }
      if (service == Service.POSTGRES) {
        state.append(",\"leader\":\"postgres-0\",\"disk\":{\"latency_ms\":4,\"status\":\"ok\"}");
      }
      if (service == Service.CART) {
        state.append(",\"sessions\":{}");
      }
      String breakers =
          service.dependencies().stream()
              .map(callee -> "\"%s\":\"closed\"".formatted(callee.app()))
              .collect(Collectors.joining(","));
      state.append(",\"breakers\":{").append(breakers).append("}}");
      recorder.event(
          Facts.of(service, atMs, Seeds.random(atMs, 1, service.ordinal()))
              .kind(Kind.STATE)
              .message("state of " + service.app())
              .stateDelta(state.toString())
              .deltaFormat(DeltaFormat.REPLACE)
              .dependencyIds(service.declaredDependencies())
              .build());
    }
  }

  /** Writes what falls into the second that begins then. */
  public void second(long fromMs, Recorder recorder) {
    for (Change change : rollouts.changes(fromMs)) {
      Service service = change.service();
      Event.Builder event =
          Facts.of(service, change.atMs(), Seeds.random(change.atMs(), service.ordinal()))
              .id(change.eventId())
              .kind(Kind.DEPLOY)
              .logLevel(Level.INFO)
              .message(change.message())
              .stateDelta(change.delta())
              .attribute("change", change.isRollout() ? "rollout" : "scaling")
              .attribute("reason", change.reason());
      recorder.event(event.build());
      int from = change.isRollout() ? 0 : change.replicasBefore();
      for (int r = from; r < change.replicas(); r++) {
        Pod pod = rollouts.pod(service, r, change.atMs());
        recorder.log(
            new LogRecord(
                (change.atMs() + 900 + 150L * r) * 1_000,
                service,
                r,
                Level.INFO,
                "%s started in pod %s".formatted(change.image(), pod.name()),
                Map.of()));
      }
    }
  }
}

package dev.rearview.scanner.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.record.MapRecord;
import dev.rearview.model.Event;
import dev.rearview.model.EventIds;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import dev.rearview.model.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShippedEventsTest {
  private static final String ID = EventIds.ofPosition("s", "p", 0).toString();
  private static final Instant TIME = Instant.parse("2024-01-15T15:47:23Z");

  @Test
  void everyPartOfTheEventComesFromTheRecord() {
    String cause = EventIds.ofPosition("s", "p", 9).toString();
    Event event =
        ShippedEvents.of(
            record()
                .ts(TIME)
                .put("level", Level.ERROR)
                .put("message", "payment failed")
                .put("trace_id", "t1")
                .put("session_id", "s-42")
                .put("request_id", "req-8831")
                .put("parent_span_id", "p1")
                .put("dependency_ids", List.of("shop/payment", "shop/cart"))
                .put("cause_ids", List.of(cause, "no id"))
                .put("state_delta", Map.of("open", 0L))
                .put("pod", "checkout-6f-x")
                .put("status", 500L)
                .put("latency_ms", 1250L)
                .put("user_id", 7L)
                .put("metrics", Map.of("cpu", 81.5))
                .build(),
            "default",
            "scanner/node-1",
            1L);

    assertThat(event.id()).hasToString(ID);
    assertThat(event.timestampMs()).isEqualTo(TIME.toEpochMilli());
    assertThat(event.componentId()).isEqualTo("shop/checkout");
    assertThat(event.kind()).isEqualTo(Kind.ERROR);
    assertThat(event.logLevel()).isEqualTo(Level.ERROR);
    assertThat(event.message()).isEqualTo("payment failed");
    assertThat(event.stateDelta()).isEqualTo("{\"open\":0}");
    assertThat(event.dependencyIds()).containsExactly("shop/payment", "shop/cart");
    assertThat(event.causeIds()).hasSize(1);
    assertThat(event.traceId()).isEqualTo("t1");
    assertThat(event.sessionId()).isEqualTo("s-42");
    assertThat(event.requestId()).isEqualTo("req-8831");
    assertThat(event.parentSpanId()).isEqualTo("p1");
    assertThat(event.metrics())
        .containsExactlyInAnyOrderEntriesOf(Map.of("cpu", 81.5, "latency_ms", 1250.0));
    assertThat(event.attributes())
        .containsEntry("status", "500")
        .containsEntry("user_id", "7")
        .containsEntry("pod", "checkout-6f-x")
        .containsEntry("service", "checkout")
        .doesNotContainKeys("message", "trace_id", "component");
  }

  @Test
  void aRecordWithoutATimeTakesThatOfItsObservation() {
    Event event = ShippedEvents.of(record().build(), "default", "scanner/node-1", 42L);

    assertThat(event.timestampMs()).isEqualTo(42L);
    assertThat(event.timeSource()).isEqualTo(TimeSource.OBSERVED);
  }

  @Test
  void everyNumberOfAMetricRecordIsAMetric() {
    Event event =
        ShippedEvents.of(
            record().ts(TIME).put("kind", "metric").put("replicas", 3L).build(),
            "default",
            "scanner/node-1",
            42L);

    assertThat(event.kind()).isEqualTo(Kind.METRIC);
    assertThat(event.metrics()).containsEntry("replicas", 3.0);
  }

  @Test
  void aLongMessageIsCut() {
    Event event =
        ShippedEvents.of(
            record().put("message", "x".repeat(100_000)).build(), "default", "scanner/n", 42L);

    assertThat(event.message()).hasSize(ShippedEvents.MAX_TEXT);
  }

  private static MapRecord.Builder record() {
    return MapRecord.builder()
        .put("event_id", ID)
        .put("component", "shop/checkout")
        .put("service", "checkout");
  }
}

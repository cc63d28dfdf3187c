package dev.rearview.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.model.Event;
import dev.rearview.model.Level;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventRecordsTest {

  @Test
  void anEventsMetricsAndAttributesAreFields() {
    Event event =
        Event.builder()
            .id(new UUID(1, 2))
            .globalSeq(7)
            .timestampMs(1_705_333_643_000L)
            .observedMs(1_705_333_644_000L)
            .componentId("shop/cart")
            .logLevel(Level.ERROR)
            .message("refused")
            .requestId("req-8831")
            .metric("cpu", 81.5)
            .attribute("region", "eu")
            .attribute("message", "hidden")
            .build();
    LogRecord record = EventRecords.of(event);

    assertThat(record.ts()).isEqualTo(Instant.parse("2024-01-15T15:47:23Z"));
    assertThat(record.position()).isEqualTo(7);
    assertThat(record.get(Field.named("CPU"))).isEqualTo(81.5);
    assertThat(record.get(Field.named("region"))).isEqualTo("eu");
    assertThat(record.get(Field.MESSAGE)).isEqualTo("refused");
    assertThat(record.get(Field.LEVEL)).isEqualTo(Level.ERROR);
    assertThat(record.get(Field.SERVICE)).isEqualTo("cart");
    assertThat(record.get(Field.named("namespace"))).isEqualTo("shop");
    assertThat(record.get(Field.REQUEST_ID)).isEqualTo("req-8831");
    assertThat(record.get(Field.KIND)).isEqualTo("error");
    assertThat(record.get(Field.named("error_occurred"))).isEqualTo(true);
    assertThat(record.get(Field.EVENT_ID)).isEqualTo(new UUID(1, 2).toString());
  }
}

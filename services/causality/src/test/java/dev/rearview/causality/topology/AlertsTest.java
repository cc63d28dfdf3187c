package dev.rearview.causality.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rearview.causality.anomaly.Anomaly;
import dev.rearview.causality.event.Trouble;
import dev.rearview.model.Level;
import dev.rearview.testkit.TestEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertsTest {
  private static final Instant START = Instant.parse("2024-01-15T15:00:00Z");

  private final CausalityDriver driver = new CausalityDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void anIncidentIsToldOnceAsACloudEventAndItsAnomalyOpensAndCloses() throws Exception {
    for (int s = 0; s < 1_500; s++) {
      boolean incident = s >= 900 && s < 1_080;
      driver.send(
          TestEvents.event("e" + s, "shop/cart", START.plusSeconds(s).toString())
              .logLevel(incident && s % 2 == 0 ? Level.ERROR : Level.INFO));
    }
    List<TestRecord<String, byte[]>> alerts = driver.alerts();
    assertThat(alerts).hasSize(1);
    TestRecord<String, byte[]> alert = alerts.getFirst();
    assertThat(alert.key()).isEqualTo("shop/cart");
    assertThat(
            new String(alert.headers().lastHeader("content-type").value(), StandardCharsets.UTF_8))
        .isEqualTo("application/cloudevents+json");
    JsonNode event = new ObjectMapper().readTree(alert.value());
    assertThat(event.path("specversion").asText()).isEqualTo("1.0");
    assertThat(event.path("type").asText()).isEqualTo("dev.rearview.alert.v1");
    assertThat(event.path("subject").asText()).isEqualTo("shop/cart");
    assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
    assertThat(Instant.parse(event.path("time").asText()))
        .isBetween(START.plusSeconds(870), START.plusSeconds(930));
    assertThat(event.path("data").path("metric").asText()).isEqualTo("error_rate");
    assertThat(event.path("data").path("severity").asText()).isEqualTo("critical");
    assertThat(event.path("data").path("event_ids").size()).isBetween(1, 20);

    List<Anomaly> anomalies = driver.anomalies();
    assertThat(anomalies).hasSize(2);
    assertThat(anomalies.get(0).id()).isEqualTo(anomalies.get(1).id());
    assertThat(anomalies.get(0).id()).isEqualTo(event.path("data").path("anomaly_id").asText());
    assertThat(anomalies.get(1).endMs()).isGreaterThan(anomalies.get(0).endMs());
    assertThat(driver.log().anomalies("default", 0, Long.MAX_VALUE, 10))
        .containsExactly(anomalies.get(1));
    assertThat(driver.log().alerts("default", 0, Long.MAX_VALUE, 10)).hasSize(1);
    assertThat(driver.log().anomalies("other", 0, Long.MAX_VALUE, 10)).isEmpty();
    assertThat(
            driver
                .log()
                .trouble(
                    "default", List.of("shop/cart"), 0, START.toEpochMilli() + 2_000_000, 10_000))
        .filteredOn(mark -> mark.trouble() == Trouble.ANOMALY)
        .hasSize(1);
  }
}

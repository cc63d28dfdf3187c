package dev.rearview.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventJsonTest {
  private static final String ID = "018d0d8e-7b1e-7c44-9d0e-2f6a1b2c3d4e";

  @Test
  void everyMemberComesBackAsItWasWritten() throws Exception {
    String json =
        "{\"id\":\"%s\",\"world\":\"w1\",\"global_seq\":7,\"timestamp_ms\":1705333643000,"
                .formatted(ID)
            + "\"time_source\":\"clock_ahead\",\"reported_ms\":1805333643000,"
            + "\"observed_ms\":1705333643001,\"component_id\":\"shop/cart\",\"kind\":\"state\","
            + "\"log_level\":\"WARN\",\"message\":\"m\",\"state_delta\":{ \"b\": 1.50, \"a\":null },"
            + "\"delta_format\":\"merge-patch\",\"dependency_ids\":[\"shop/db\"],\"req_id\":\"r\","
            + "\"request_id\":\"q\",\"session_id\":\"s\",\"trace_id\":\"t\",\"span_id\":\"p\","
            + "\"parent_span_id\":\"pp\",\"cause_ids\":[\"%s\"],".formatted(ID)
            + "\"attributes\":{\"user\":\"u\"},\"metrics\":{\"cpu\":81.5},\"source_id\":\"n1\","
            + "\"prev_hash\":\"00\",\"hash\":\"ff\"}";

    Event event = EventJson.read(json, false).build();

    assertThat(event.id()).isEqualTo(UUID.fromString(ID));
    assertThat(event.stateDelta()).isEqualTo("{ \"b\": 1.50, \"a\":null }");
    assertThat(EventJson.write(event)).isEqualTo(json);
  }

  @Test
  void aKindBeforeTheComponentNamesTheSameComponent() throws Exception {
    assertThat(EventJson.read("{\"component_id\":\"deployment/shop/cart\"}", false).componentId())
        .isEqualTo("shop/cart");
  }

  @Test
  void aRefusalNamesTheFieldAndTheValue() {
    assertRefused("{\"component_id\":\"a/b/c/d\"}", "component_id", "a/b/c/d");
    assertRefused("{\"log_level\":\"LOUD\"}", "log_level", "LOUD");
    assertRefused("{\"metrics\":{\"cpu\":\"much\"}}", "metrics.cpu", "much");
    assertRefused("{\"timestamp_ms\":1.5}", "timestamp_ms", "1.5");
    assertRefused("{\"id\":\"1-1-1-1-1\"}", "id", "1-1-1-1-1");
    assertRefused("{\"colour\":1}", "colour", "colour");
    assertRefused("{\"message\":\"a\",\"message\":\"b\"}", "", "Duplicate");
    assertRefused("{\"message\":\"a\"} x", "", "");
    assertRefused("[]", "", "object");
  }

  private static void assertRefused(String json, String field, String shown) {
    assertThatThrownBy(() -> EventJson.read(json, false))
        .isInstanceOfSatisfying(
            EventJson.InvalidEventException.class, e -> assertThat(e.field()).isEqualTo(field))
        .hasMessageContaining(shown);
  }
}

package dev.rearview.proto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.model.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueCodecTest {

  @Test
  void everyKindOfValueComesBackAsItWas() {
    List<Object> values =
        Arrays.asList(
            null,
            "text",
            "",
            42L,
            Long.MIN_VALUE,
            1.5,
            true,
            Instant.parse("1969-12-31T23:59:59.999999999Z"),
            Duration.ofMillis(-250),
            Level.WARN,
            Arrays.asList("a", null, 3L),
            Map.of("k", Map.of("inner", List.of(false))));

    for (Object value : values) {
      assertThat(ValueCodec.fromProto(ValueCodec.toProto(value))).isEqualTo(value);
    }
  }

  @Test
  void otherNumbersBecomeOneOfTheTwo() {
    assertThat(ValueCodec.fromProto(ValueCodec.toProto(7))).isEqualTo(7L);
    assertThat(ValueCodec.fromProto(ValueCodec.toProto(0.5f))).isEqualTo(0.5);
  }
}

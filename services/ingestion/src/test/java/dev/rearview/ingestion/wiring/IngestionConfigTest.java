package dev.rearview.ingestion.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.ingestion.sequence.Window;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestionConfigTest {
  @Test
  void theDefaultsAreWhatTheDesignSays() {
    IngestionConfig config = config(Map.of());
    IngestionBeans beans = new IngestionBeans(config, "localhost:1");

    assertThat(config.port()).isEqualTo(8081);
    assertThat(beans.limits().maxBodyBytes()).isEqualTo(5 << 20);
    assertThat(beans.limits().strict()).isFalse();
    assertThat(beans.appendSettings().waitTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.handOverTimeout()).isLessThan(Duration.ofSeconds(1));
    assertThat(new Window(config.sequencer().window(), config.sequencer().windowMaxIds()))
        .isEqualTo(Window.DEFAULT);
  }

  @Test
  void everyKeyIsMappedAndAnUnknownOneIsRefused() {
    IngestionConfig config =
        config(
            Map.of(
                "rearview.ingestion.strict", "true",
                "rearview.ingestion.redaction.fields", "iban,pin",
                "rearview.ingestion.sequencer.instance-id", "one"));

    assertThat(config.strict()).isTrue();
    assertThat(config.redaction().fields().orElseThrow()).containsExactly("iban", "pin");
    assertThat(config.sequencer().instanceId()).contains("one");
    assertThatThrownBy(() -> config(Map.of("rearview.ingestion.colour", "red")))
        .hasMessageContaining("colour");
  }

  @Test
  void aValueOutsideItsLimitsIsNamed() {
    IngestionBeans beans =
        new IngestionBeans(config(Map.of("rearview.ingestion.max-body-bytes", "7")), "localhost:1");

    assertThatThrownBy(beans::limits)
        .hasMessageContaining("max-body-bytes")
        .hasMessageContaining("7");
  }

  private static IngestionConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withConverter(Duration.class, 200, new DurationConverter())
        .withMapping(IngestionConfig.class)
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build()
        .getConfigMapping(IngestionConfig.class);
  }
}

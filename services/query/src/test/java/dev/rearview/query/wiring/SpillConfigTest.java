package dev.rearview.query.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.engine.order.SpillArea;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillConfigTest {
  @TempDir private Path folder;

  @Test
  void byDefaultFourGibibytesOfTheFolderForTemporaryFilesAreUsed() {
    SpillConfig config = config(Map.of());
    assertThat(config.bytes()).isEqualTo(SpillArea.STANDARD_BYTES);
    assertThat(config.directory()).isEmpty();
    assertThat(new QueryBeans().spill(config).maxBytes()).isEqualTo(4L << 30);
  }

  @Test
  void everyKeyIsMappedAndAnUnknownOneIsRefused() {
    SpillConfig config =
        config(
            Map.of("rearview.spill.bytes", "1000", "rearview.spill.directory", folder.toString()));
    assertThat(config.directory()).contains(folder.toString());
    assertThat(new QueryBeans().spill(config).maxBytes()).isEqualTo(1_000);
    assertThatThrownBy(() -> config(Map.of("rearview.spill.colour", "red")))
        .hasMessageContaining("colour");
  }

  @Test
  void aValueOutsideItsLimitsIsNamed() {
    assertThatThrownBy(() -> new QueryBeans().spill(config(Map.of("rearview.spill.bytes", "-7"))))
        .hasMessage("rearview.spill.bytes -7: expected a number of bytes, or 0 for no disk");
    String missing = folder.resolve("missing").toString();
    assertThatThrownBy(
            () -> new QueryBeans().spill(config(Map.of("rearview.spill.directory", missing))))
        .hasMessageStartingWith("rearview.spill.directory '" + missing + "': expected a folder");
  }

  private static SpillConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withMapping(SpillConfig.class)
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build()
        .getConfigMapping(SpillConfig.class);
  }
}

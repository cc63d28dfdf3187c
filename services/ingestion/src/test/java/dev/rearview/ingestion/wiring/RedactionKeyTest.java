package dev.rearview.ingestion.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactionKeyTest {
  @TempDir private Path folder;

  @Test
  void aRandomKeyIsKeptForTheNextStartAndForNobodyElse() throws Exception {
    byte[] key = RedactionKey.of(Optional.empty(), folder.resolve("state"));

    assertThat(key).hasSize(32);
    assertThat(RedactionKey.of(Optional.empty(), folder.resolve("state"))).isEqualTo(key);
    assertThat(RedactionKey.of(Optional.empty(), folder.resolve("other"))).isNotEqualTo(key);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("state/redaction.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aConfiguredKeyCountsInstead() {
    assertThat(RedactionKey.of(Optional.of("0123456789abcdef"), folder))
        .isEqualTo("0123456789abcdef".getBytes(UTF_8));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aCutKeyIsNotUsed() throws Exception {
    Files.writeString(folder.resolve("redaction.key"), "ab");

    assertThatThrownBy(() -> RedactionKey.of(Optional.empty(), folder))
        .hasMessageContaining("redaction.key");
  }
}

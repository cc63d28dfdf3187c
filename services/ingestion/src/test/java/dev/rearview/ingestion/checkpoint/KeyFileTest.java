package dev.rearview.ingestion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.integrity.note.NoteSigner;
import dev.rearview.integrity.note.SignedNote;
import dev.rearview.integrity.note.SignedNote.Trust;
import dev.rearview.integrity.tree.CompactRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  @TempDir Path folder;

  @Test
  void aKeyIsMadeOnceAndOnlyItsOwnerReadsIt() throws Exception {
    Path file = folder.resolve("new/checkpoint.key");
    KeyFile.Keys made = KeyFile.open(file, "rearview");
    KeyFile.Keys again = KeyFile.open(file, "rearview");

    assertThat(made.isNew()).isTrue();
    assertThat(again.isNew()).isFalse();
    assertThat(verifiers(again)).isEqualTo(verifiers(made));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).contains("# public key: " + verifiers(made).getFirst());
    try (var files = Files.list(folder.resolve("new"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void twoKeysBothSignWhileOneTakesTheOthersPlace() throws Exception {
    Path file = folder.resolve("checkpoint.key");
    NoteSigner old = KeyFile.open(file, "rearview").signers().getFirst();
    NoteSigner fresh = NoteSigner.generate("rearview", new SecureRandom());
    Files.writeString(file, Files.readString(file) + "\n# since May\n" + fresh.privateKey() + "\n");

    Keeper keeper =
        new Keeper("rearview", KeyFile.open(file, "x").signers(), Duration.ofSeconds(1));
    SignedNote note = keeper.checkpoint("default", CompactRange.EMPTY, 7);

    assertThat(note.trust(List.of(old.verifier()))).isEqualTo(Trust.SIGNED);
    assertThat(note.trust(List.of(fresh.verifier()))).isEqualTo(Trust.SIGNED);
    assertThat(note.text()).startsWith("rearview/default\n0\n").endsWith("\ntime 7\n");
  }

  @Test
  void aWrongFileIsNamedWithItsLineAndWithoutTheKey() throws Exception {
    Path file = folder.resolve("checkpoint.key");
    String key = NoteSigner.generate("rearview", new SecureRandom()).privateKey();
    Files.writeString(file, "# mine\n" + key.replace("KEY+rearview", "KEY+other"));
    assertThatThrownBy(() -> KeyFile.open(file, "rearview"))
        .hasMessageContaining("line 2 of " + file)
        .hasMessageNotContaining(key.substring(key.length() - 20));

    Files.writeString(file, "# nothing\n");
    assertThatThrownBy(() -> KeyFile.open(file, "rearview")).hasMessageContaining("no private key");
    Path other = folder.resolve("other.key");
    assertThatThrownBy(() -> KeyFile.open(other, "a b")).hasMessageContaining("spaces");
  }

  @Test
  void limitsAreChecked() throws Exception {
    List<NoteSigner> signers = KeyFile.open(folder.resolve("k"), "rearview").signers();
    assertThatThrownBy(() -> new Keeper("r", signers, Duration.ofMillis(99)))
        .hasMessageContaining("100 ms to 1 hour");
    assertThatThrownBy(() -> new Keeper("r", List.of(), Duration.ofSeconds(1)))
        .hasMessageContaining("at least one key");
  }

  private static List<String> verifiers(KeyFile.Keys keys) {
    return keys.signers().stream().map(s -> s.verifier().vkey()).toList();
  }
}

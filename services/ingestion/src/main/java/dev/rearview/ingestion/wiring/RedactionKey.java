package dev.rearview.ingestion.wiring;

import dev.rearview.ingestion.redaction.RedactionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** The key of the pseudonyms: the configured one, else a random one that is kept in a file. */
final class RedactionKey {
  private static final String FILE = "redaction.key";
  private static final int BYTES = 32;

  private RedactionKey() {}

  static byte[] of(Optional<String> configured, Path stateDir) {
    if (configured.isPresent()) {
      return configured.get().getBytes(StandardCharsets.UTF_8);
    }
    Path file = stateDir.resolve(FILE);
    try {
      Files.createDirectories(stateDir);
      if (!Files.exists(file)) {
        write(file);
      }
      byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
      if (key.length < RedactionSettings.MIN_KEY_BYTES) {
        throw new IllegalStateException("the redaction key in %s is cut".formatted(file));
      }
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the redaction key in %s can be neither read nor written".formatted(file), e);
    }
  }

  private static void write(Path file) throws IOException {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HexFormat.of().formatHex(key), StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      // another process of the same state directory was faster; its key counts
    }
  }
}

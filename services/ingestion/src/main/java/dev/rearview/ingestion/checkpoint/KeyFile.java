package dev.rearview.ingestion.checkpoint;

import dev.rearview.integrity.note.NoteException;
import dev.rearview.integrity.note.NoteSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that checkpoints are signed with: a file with one private key a line in the form {@code
 * PRIVATE+KEY+name+hash+key}. Empty lines and lines that begin with {@code #} do not count. To
 * change the key, put the new one below the old one, restart, hand out the new public key, and take
 * the old one out later.
 */
public final class KeyFile {
  private KeyFile() {}

  /**
   * The keys of a file.
   *
   * @param signers at least one
   * @param isNew whether the file was not there and was made, readable by its owner alone
   */
  public record Keys(List<NoteSigner> signers, boolean isNew) {
    public Keys {
      signers = List.copyOf(signers);
    }
  }

  /**
   * Reads the file; where there is none, makes it with a new key.
   *
   * @param name of a new key
   * @throws IllegalStateException where the file holds no key or a wrong one; says the line, and
   *     nothing of the key
   */
  public static Keys open(Path file, String name) {
    try {
      boolean isNew = !Files.exists(file) && create(file, name);
      return new Keys(read(file), isNew);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the file of the checkpoints' keys, %s, can be neither read nor written".formatted(file),
          e);
    } catch (NoteException e) {
      throw new IllegalStateException(
          "checkpoints cannot be signed by '%s': %s".formatted(name, e.getMessage()), e);
    }
  }

  private static List<NoteSigner> read(Path file) throws IOException {
    List<NoteSigner> signers = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      try {
        signers.add(NoteSigner.parse(line));
      } catch (NoteException e) {
        throw new IllegalStateException(
            "line %d of %s: %s".formatted(i + 1, file, e.getMessage()), e);
      }
    }
    if (signers.isEmpty()) {
      throw new IllegalStateException(file + " holds no private key");
    }
    return signers;
  }

  /** Whole or not at all, whoever else makes it at the same time; the first one's key counts. */
  private static boolean create(Path file, String name) throws IOException, NoteException {
    NoteSigner signer = NoteSigner.generate(name, new SecureRandom());
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is no file");
    }
    Files.createDirectories(folder);
    Path part =
        Files.createTempFile(
            folder,
            "checkpoint-key",
            ".part",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(
          part, "# public key: %s\n%s\n".formatted(signer.verifier(), signer.privateKey()));
      Files.createLink(file, part);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException e) {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } finally {
      Files.deleteIfExists(part);
    }
  }
}

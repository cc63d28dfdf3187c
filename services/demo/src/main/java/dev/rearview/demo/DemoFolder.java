package dev.rearview.demo;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/** What a folder says of the demo in it: how it was begun, and how far it is written. */
public final class DemoFolder {
  private static final String FILE = "demo.properties";

  private DemoFolder() {}

  /**
   * What is written there.
   *
   * @param pinned whether the start was given ({@code --at}), not the moment of the first start
   * @param writtenUntil everything before it is written
   */
  public record Contents(
      long seed, Instant at, boolean pinned, Duration history, Instant writtenUntil) {}

  /** Empty where the folder holds no demo yet. */
  public static Optional<Contents> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties p = new Properties();
    p.load(new StringReader(Files.readString(file)));
    try {
      return Optional.of(
          new Contents(
              Long.parseLong(p.getProperty("seed", "")),
              Instant.parse(p.getProperty("at", "")),
              Boolean.parseBoolean(p.getProperty("pinned", "")),
              Duration.parse(p.getProperty("history", "")),
              Instant.parse(p.getProperty("written-until", ""))));
    } catch (RuntimeException e) {
      throw new IOException("%s is damaged: %s".formatted(file, e.getMessage()), e);
    }
  }

  static void write(Path folder, Contents contents) throws IOException {
    Path temporary = folder.resolve(FILE + ".tmp");
    Files.writeString(
        temporary,
        """
        seed=%d
        at=%s
        pinned=%s
        history=%s
        written-until=%s
        """
            .formatted(
                contents.seed,
                contents.at,
                contents.pinned,
                contents.history,
                contents.writtenUntil));
    Files.move(
        temporary,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}

package dev.rearview.standalone;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code demo} and {@code up} both take. */
final class CommonOptions {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "port of the console and the API on the loopback interface; 0: any free one")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder for everything that is kept; default: .rearview/demo or .rearview/up")
  private @Nullable Path data;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "the clock of everything starts there: 2024-01-15T15:55:00Z")
  private @Nullable String at;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "say this")
  private boolean help;

  int port() {
    if (port < 0 || port > 65_535) {
      throw new RefusedException("--port %d is not between 0 and 65535".formatted(port));
    }
    return port;
  }

  Path data(String name) {
    Path chosen =
        data != null ? data : Path.of(System.getProperty("rearview.home", ".rearview"), name);
    return chosen.toAbsolutePath().normalize();
  }

  Optional<Instant> at() {
    return at == null ? Optional.empty() : Optional.of(time(at));
  }

  /** ISO-8601, with a blank for the T if one likes; UTC where no zone is given. */
  private static Instant time(String text) {
    String iso = text.strip().replace(' ', 'T');
    try {
      return iso.endsWith("Z")
          ? Instant.parse(iso)
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new RefusedException(
          "--at '%s' is not a time such as 2024-01-15T15:55:00Z".formatted(text));
    }
  }
}

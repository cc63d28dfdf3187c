package dev.rearview.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The demo at the time of the language's examples, started once for all tests that only ask. */
public final class SharedDemo {
  private static final Instant AT = Instant.parse("2024-01-15T15:55:00Z");

  private SharedDemo() {}

  private static final class Holder {
    static final StandaloneDeployment DEMO = startDemo();
  }

  /** The running demo; it ends with this process. */
  public static StandaloneDeployment get() {
    return Holder.DEMO;
  }

  private static StandaloneDeployment startDemo() {
    try {
      Path folder = Files.createTempDirectory("rearview-e2e");
      StandaloneDeployment demo = StandaloneDeployment.start(folder, AT);
      Runtime.getRuntime().addShutdownHook(new Thread(demo::close));
      return demo;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

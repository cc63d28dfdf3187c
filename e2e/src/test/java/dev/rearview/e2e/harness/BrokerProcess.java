package dev.rearview.e2e.harness;

import dev.rearview.broker.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The broker as a process of its own, which can be killed and started again on the same data. */
public final class BrokerProcess implements AutoCloseable {
  private static final String READY = "ready";

  private final Process process;

  private BrokerProcess(Process process) {
    this.process = process;
  }

  /** Starts it and returns at once; {@link #awaitReady} tells when clients may come. */
  public static BrokerProcess start(Path folder, int port, Path output) {
    try {
      Files.createDirectories(output);
      return new BrokerProcess(
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-Xmx512m",
                      "-XX:TieredStopAtLevel=1",
                      "-XX:+UseSerialGC",
                      "-cp",
                      System.getProperty("java.class.path"),
                      Main.class.getName(),
                      folder.toString(),
                      Integer.toString(port)))
              .redirectError(
                  ProcessBuilder.Redirect.appendTo(output.resolve("broker.log").toFile()))
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until its topics are there. */
  public void awaitReady() {
    try {
      BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
      for (String line = lines.readLine(); !READY.equals(line); line = lines.readLine()) {
        if (line == null) {
          throw new AssertionError("the broker ended by itself");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it without a word, and returns once it is gone. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  /** What runs in the process; it ends with its standard input, so never outlives the test. */
  static final class Main {
    private Main() {}

    /** Starts a broker with its data in a folder, on a port. */
    public static void main(String[] arguments) throws IOException {
      EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
      System.out.println(READY);
      while (System.in.read() >= 0) {
        // nothing is said to it
      }
      Runtime.getRuntime().halt(0);
    }
  }
}

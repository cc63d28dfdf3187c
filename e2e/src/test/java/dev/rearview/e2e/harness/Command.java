package dev.rearview.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code rearview} command as a process of its own, as it was built. */
public final class Command {
  private Command() {}

  /**
   * What a run of the command gave.
   *
   * @param output standard output and standard error, in the order in which they came
   */
  public record Result(int exitCode, String output) {}

  /** Runs it to its end. */
  public static Result run(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(Project.root().resolve("services/cli/target/rearview-cli") + "/*");
    command.add("dev.rearview.cli.Rearview");
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

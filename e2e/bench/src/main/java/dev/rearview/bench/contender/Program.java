package dev.rearview.bench.contender;

import dev.rearview.bench.measure.Child;
import dev.rearview.bench.measure.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that is started anew for each answer; its whole run counts.
 *
 * @param worstExitCode the largest exit code with which it still has answered
 */
record Program(String name, List<String> command, int worstExitCode, Reading reading)
    implements Contender {

  @Override
  public Cost answer(Path output) throws IOException {
    Child.Result result = Child.run(command, output);
    if (result.exitCode() > worstExitCode) {
      throw new IOException(
          "%s ended with %d: %s"
              .formatted(command, result.exitCode(), Files.readString(Child.errors(output))));
    }
    return result.cost();
  }

  @Override
  public Answer read(Path output) throws IOException {
    return reading.read(output);
  }
}

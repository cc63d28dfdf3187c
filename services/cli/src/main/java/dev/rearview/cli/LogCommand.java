package dev.rearview.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What is done with the event log as a whole. */
@Command(
    name = "log",
    description = "Export the event log of a running server, or fetch its signed checkpoint.",
    mixinStandardHelpOptions = true,
    subcommands = {LogExportCommand.class, LogCheckpointCommand.class})
final class LogCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandSpec self = Objects.requireNonNull(spec);
    self.commandLine().usage(self.commandLine().getOut());
  }
}

package dev.rearview.standalone;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Reads the command line: {@code demo} or {@code up}. */
@QuarkusMain(name = "standalone")
public final class Main {
  private Main() {}

  public static void main(String... arguments) {
    CommandLine commands =
        new CommandLine(new Commands())
            .addSubcommand(new DemoCommand())
            .addSubcommand(new UpCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Main::say);
    commands.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    int code = commands.execute(arguments);
    System.exit(code);
  }

  /** A refusal is said in its sentence; anything else is a defect and shows where. */
  private static int say(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (!(e instanceof RefusedException)) {
      throw e;
    }
    command.getErr().println("rearview: " + e.getMessage());
    return 1;
  }

  @CommandLine.Command(
      name = "rearview",
      description = "Rearview in one process.",
      subcommands = CommandLine.HelpCommand.class,
      mixinStandardHelpOptions = true)
  private static final class Commands {}
}

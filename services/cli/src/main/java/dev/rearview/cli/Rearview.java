package dev.rearview.cli;

import dev.rearview.engine.format.FormatSample;
import dev.rearview.engine.format.Formats;
import dev.rearview.engine.format.LogFormat;
import dev.rearview.engine.format.TimeContext;
import dev.rearview.model.Level;
import dev.rearview.timeql.syntax.Examples;
import dev.rearview.timeql.syntax.Syntax;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command itself; what it does is in its subcommands. */
@Command(
    name = "rearview",
    description = "A time machine for a cluster's logs: ask files or a running server in TimeQL.",
    mixinStandardHelpOptions = true,
    versionProvider = Rearview.Version.class,
    subcommands = {
      ScanCommand.class,
      FormatsCommand.class,
      QueryCommand.class,
      LogCommand.class,
      VerifyCommand.class,
      Rearview.ExamplesCommand.class,
      CommandLine.HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, and the answer is complete",
      "1:failed; the sentence on standard error says why",
      "2:the command or the statement is wrong",
      "3:answered, but the answer is partial; the report says what is missing"
    })
public final class Rearview implements Runnable {
  @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

  public static void main(String[] args) {
    System.exit(Ready.COMMAND.execute(args));
  }

  /**
   * Does what the command would do, in this process: writes to what {@link System#out} and {@link
   * System#err} are now, and gives the exit code instead of ending. One at a time.
   */
  public static synchronized int run(String... args) {
    CommandLine command = Ready.COMMAND;
    command.setOut(new PrintWriter(System.out, true));
    command.setErr(new PrintWriter(System.err, true));
    return command.execute(args);
  }

  static CommandLine commandLine() {
    CommandLine command = new CommandLine(new Rearview());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setExecutionExceptionHandler((e, line, parsed) -> {
      Failure failure = Failure.of(e);
      line.getErr().println("rearview: " + failure.getMessage());
      return failure.exitCode();
    });
    return command;
  }

  @Override
  public void run() {
    CommandSpec self = Objects.requireNonNull(spec);
    self.commandLine().usage(self.commandLine().getOut());
  }

  /**
   * What a native image holds ready-made, because it is prepared when the image is built: the
   * command's model, what the parser learns of the grammar by parsing, and how formats write
   * levels. Nothing of it may depend on where the command runs.
   */
  private static final class Ready {
    static final CommandLine COMMAND = commandLine();

    static {
      if ("buildtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"))) {
        Examples.all().forEach(Syntax::statement);
        Formats.builtIn().all().forEach(Ready::askLevels);
        Formats.builtIn().all().forEach(Ready::readSamples);
      }
    }

    /** What is compiled when it is first needed is needed by one of the samples, as a rule. */
    private static void readSamples(LogFormat format) {
      TimeContext times = TimeContext.utc(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
      for (LogFormat sampled : Formats.builtIn().all()) {
        for (FormatSample sample : sampled.samples()) {
          format.starts(sample.line(), times);
          format.parse(sample.line(), times);
        }
      }
    }

    /** It remembers what it is asked. */
    private static void askLevels(LogFormat format) {
      for (Level level : Level.values()) {
        format.written(EnumSet.of(level));
        format.written(EnumSet.range(level, Level.FATAL));
      }
    }
  }

  /** Prints statements to learn from. */
  @Command(
      name = "examples",
      description = "Print the examples of the language's reference.",
      mixinStandardHelpOptions = true)
  static final class ExamplesCommand implements Runnable {
    @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public void run() {
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      Examples.all().forEach(example -> out.println(example + ";\n"));
      out.flush();
    }
  }

  /** Reads the version that the build wrote. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties properties = new Properties();
      try (InputStream in =
          Objects.requireNonNull(Version.class.getResourceAsStream("version.properties"))) {
        properties.load(in);
      }
      return new String[] {"rearview " + properties.getProperty("version")};
    }
  }
}

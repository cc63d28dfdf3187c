package dev.rearview.cli;

import dev.rearview.engine.format.FormatYaml;
import dev.rearview.engine.format.LogFormat;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the log formats that are known, and how a file is read by them. */
@Command(
    name = "formats",
    description = "List the log formats, show one as YAML, or test files and declarations.",
    mixinStandardHelpOptions = true,
    subcommands = {FormatsCommand.Show.class, FormatsTestCommand.class},
    footer = {
      "",
      "To add a format, begin with one that is near to yours:",
      "  rearview formats show logback > my.yaml",
      "  rearview formats test app.log --formats my.yaml",
      "  mv my.yaml ~/.config/rearview/formats.d/",
      "",
      "Keys: name, description, pattern (or patterns: the first that fits), time,",
      "multiline, doubled_quotes (two quotes in a field stand for one, as in CSV),",
      "numbers (fields that are numbers), levels (words of its own),",
      "start and details (where a record is read over all its lines), samples; or",
      "json: marks (fields that tell it), time, level, message, numbers, levels.",
      "",
      "A pattern is a regular expression of RE2 and begins where the line begins. Its",
      "named groups are fields; time, level and message are what they say. Shorthands",
      "for groups: %%{iso}, %%{syslog}, %%{common_log}, %%{ctime}, %%{epoch}, %%{level},",
      "%%{logger}, %%{thread}, %%{message}; for patterns: %%{ip}, %%{quoted}.",
      "",
      "time: one or more of iso, epoch, common_log, ctime, syslog, or letters such as",
      "dd.MM.yyyy HH:mm:ss,S: yyyy yy M MM MMM d E H h a m s, S (a fraction), L",
      "(milliseconds), z (a zone); [what] may be missing, 'text' stands for itself."
    })
final class FormatsCommand implements Runnable {
  @Mixin private FormatOptions known = new FormatOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    for (LogFormat format : known.formats().all()) {
      out.printf("%-16s %s%n", format.name(), format.description());
    }
    out.flush();
  }

  /** Prints a format as a user would declare it. */
  @Command(
      name = "show",
      description = "Print a format as YAML, to change it or to learn from.",
      mixinStandardHelpOptions = true)
  static final class Show implements Runnable {
    @Parameters(paramLabel = "NAME", description = "A name that rearview formats lists.")
    private String name = "";

    @Mixin private FormatOptions known = new FormatOptions();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
      LogFormat format =
          known.formats().all().stream()
              .filter(f -> f.name().equals(name))
              .findFirst()
              .orElseThrow(() ->
                  Failure.wrong("there is no format '%s': see rearview formats".formatted(name)));
      String yaml = FormatYaml.of(format);
      if (yaml == null) {
        throw Failure.wrong("'%s' is not declared by a pattern or by fields".formatted(name));
      }
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      out.print(yaml);
      out.flush();
    }
  }
}

package dev.rearview.cli;

import dev.rearview.timeql.answer.AnswerFormat;
import java.io.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How an answer is shown. */
final class OutputOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "table, text, ndjson, csv or json. Without it: a table on a terminal, else NDJSON. With"
              + " table, text and csv the report stands on standard error.")
  private @Nullable AnswerFormat format;

  AnswerFormat format() {
    if (format != null) {
      return format;
    }
    Console console = System.console();
    return console != null && console.isTerminal() ? AnswerFormat.TABLE : AnswerFormat.NDJSON;
  }
}

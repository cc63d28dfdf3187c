package dev.rearview.cli;

import dev.rearview.engine.order.SpillArea;
import dev.rearview.engine.scan.FileOrders;
import dev.rearview.timeql.answer.AnswerFormat;
import dev.rearview.timeql.answer.AnswerWriter;
import dev.rearview.timeql.answer.Report;
import dev.rearview.timeql.plan.Request;
import dev.rearview.timeql.syntax.Statement;
import dev.rearview.timeql.syntax.Syntax;
import dev.rearview.timeql.syntax.TimeQlException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers a statement over local files, without a server. */
@Command(
    name = "scan",
    description = "Answer SELECT, MATCH, SESSIONS or SESSION over local files, without a server.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "In the statement, FROM logs means the files given here. Examples:",
      "  rearview scan \"SELECT level, count(*) FROM logs GROUP BY level\" app.log",
      "  rearview scan \"SELECT ts, message FROM logs WHERE level >= ERROR CONTEXT 3\" /var/log/app",
      "  rearview scan \"SESSIONS BY request_id FROM logs HAVING errors > 0\" *.log.gz",
      "  rearview scan \"MATCH PATTERN WHERE message CONTAINS 'login failed' {3,} FOLLOWED BY message"
          + " CONTAINS 'login ok' WITHIN 5 minutes BY user FROM logs\" auth.log",
      "  rearview scan \"SELECT template(message), count(*), outlier(1 minute) AS unusual,"
          + " outliers(1 minute) FROM logs GROUP BY template(message) ORDER BY unusual DESC\" app.log",
      "  rearview scan --format text \"SELECT raw FROM logs WHERE raw CONTAINS 'refused' CONTEXT 5\" app.log",
      "",
      "--format text prints lines as grep does: raw is byte by byte what stands in",
      "the file, a tab stands between columns, -- between windows of context, and the",
      "file before each line where there are several: with a colon before a match,",
      "with a hyphen before context.",
      "outlier(d) says by how many standard deviations the most unusual stretch of",
      "that length is above the group's usual rate, or below it; a group that begins",
      "late in the time of all groups is above, one that ends early below. outliers(d)",
      "lists when: BURST, DROP, NEW, SILENT. sessions(d) counts stretches of time",
      "without a gap longer than that. top(field, n) lists the most frequent values.",
      "Lines of no known format are counted and found by log_format = 'raw'.",
      "What does not fit into memory while rows or sequences are sorted goes to a disk,",
      "without a name, and is gone when the command ends; --spill-bytes and",
      "--spill-directory say how much, and where."
    })
final class ScanCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "STATEMENT", description = "A TimeQL statement.")
  private String statement = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FILE",
      description = "Files or folders of logs; - reads standard input. SHOW FORMATS needs none.")
  private List<Path> files = List.of();

  @Option(names = "--threads", description = "How many threads read at once; default: processors.")
  private @Nullable Integer threads;

  @Option(
      names = "--zone",
      description = "Zone of times without one, in logs and in the statement. Default: UTC.")
  private ZoneId zone = ZoneOffset.UTC;

  @Option(
      names = "--year",
      description = "Year of times without one. Default: the latest that is not in the future.")
  private @Nullable Integer year;

  @Option(names = "--now", paramLabel = "TIME", description = "What now is, ISO-8601.")
  private @Nullable String now;

  @Option(
      names = "--no-seek",
      description =
          "Read files whole also where a range of time is asked for. Without it, a large file is"
              + " searched for the range where its times rise at the places that are looked at.")
  private boolean noSeek;

  @Option(
      names = "--include",
      paramLabel = "GLOB",
      description = "Names of files to take from folders. Default: *.log* and names without a dot.")
  private List<String> include = new ArrayList<>();

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A value for a parameter :name of the statement.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--max-rows", description = "Most rows of the answer. Default: ${DEFAULT-VALUE}.")
  private int maxRows = Request.LARGEST_MAX_ROWS;

  @Option(
      names = "--spill-bytes",
      paramLabel = "N",
      description =
          "Bytes of disk that sorting may use at most, 0 for none. Default: ${DEFAULT-VALUE} (4 GiB).")
  private long spillBytes = SpillArea.STANDARD_BYTES;

  @Option(
      names = "--spill-directory",
      paramLabel = "DIR",
      description = "Where that disk is. Default: the folder for temporary files.")
  private @Nullable Path spillDirectory;

  @Mixin private FormatOptions known = new FormatOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    int threadCount = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    if (threadCount < 1 || threadCount > 1_024) {
      throw Failure.wrong("--threads %d is not within 1 to 1024".formatted(threadCount));
    }
    if (files.isEmpty() && !asksForFormats()) {
      throw Failure.wrong("there is no FILE to scan");
    }
    Clock clock = clock();
    SpillArea spill = spill();
    List<Path> read = new ArrayList<>();
    List<Path> temporary = new ArrayList<>();
    try {
      for (Path file : files) {
        read.add(file.toString().equals("-") ? standardInput(temporary) : existing(file));
      }
      LocalFiles local =
          new LocalFiles(
              read,
              include,
              zone,
              year,
              known.formats(),
              threadCount,
              clock,
              noSeek ? FileOrders.untrusted() : FileOrders.unknown());
      return answer(local, spill, clock, err);
    } finally {
      for (Path file : temporary) {
        Files.deleteIfExists(file);
      }
    }
  }

  private boolean asksForFormats() {
    try {
      return Syntax.statement(statement) instanceof Statement.ShowFormats;
    } catch (TimeQlException e) {
      throw Failure.statement(statement, e);
    }
  }

  private SpillArea spill() {
    try {
      return SpillArea.configured(spillDirectory, spillBytes);
    } catch (IllegalArgumentException e) {
      throw Failure.wrong("--" + String.valueOf(e.getMessage()).replaceFirst(" ", "-"));
    }
  }

  private int answer(LocalFiles local, SpillArea spill, Clock clock, PrintWriter err)
      throws IOException {
    Instant begin = Instant.now();
    Report report = new Report();
    OutputStream out = new BufferedOutputStream(new StandardOutput(), 1 << 16);
    AnswerWriter writer =
        output.format() == AnswerFormat.TEXT && local.hasSeveralFiles()
            ? AnswerWriter.text(out, local::fileOf)
            : AnswerWriter.of(output.format(), out);
    WritingSink sink = new WritingSink(writer);
    Request request = request(clock.millis());
    try {
      new LocalScan(local, report, spill).answer(statement, request, sink);
      Map<String, @Nullable Object> map =
          report.toMap(
              sink.rows(), Duration.between(begin, Instant.now()).toMillis(), clock.instant());
      writer.end(map);
      out.flush();
      return ReportText.print(map, "scan --no-seek", err);
    } catch (TimeQlException e) {
      throw Failure.statement(statement, e);
    } catch (UncheckedIOException e) {
      throw Failure.of(Objects.requireNonNullElse(e.getCause(), new IOException(e)));
    }
  }

  private Request request(long nowMs) {
    try {
      return new Request(nowMs, zone, "default", ParameterText.values(parameters), maxRows, null);
    } catch (IllegalArgumentException e) {
      throw Failure.wrong(String.valueOf(e.getMessage()));
    }
  }

  private Clock clock() {
    if (now == null) {
      return Clock.systemUTC();
    }
    try {
      return Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw Failure.wrong("--now '%s' is no time such as 2024-01-15T15:55:00Z".formatted(now));
    }
  }

  private static Path existing(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw Failure.failed(
          Files.isSymbolicLink(file)
              ? "%s: leads to %s, which does not exist"
                  .formatted(file, Files.readSymbolicLink(file))
              : file + ": there is no such file");
    }
    if (!Files.isReadable(file)) {
      throw Failure.failed(file + ": access denied");
    }
    return file.toRealPath();
  }

  /** The engine reads files: what comes from a pipe is put into one for as long as it is needed. */
  private static Path standardInput(List<Path> temporary) throws IOException {
    Path file = Files.createTempFile("rearview-stdin", ".log");
    temporary.add(file);
    Files.copy(System.in, file, StandardCopyOption.REPLACE_EXISTING);
    return file;
  }
}

package dev.rearview.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.rearview.bench.contender.Peers;
import dev.rearview.bench.data.DataFolder;
import dev.rearview.bench.ingest.IngestCommand;
import dev.rearview.bench.replay.ReplayCommand;
import dev.rearview.bench.resident.Resident;
import dev.rearview.bench.row.Bench;
import dev.rearview.bench.row.Catalogue;
import dev.rearview.bench.row.Line;
import dev.rearview.bench.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the engine against its peers. */
@Command(
    name = "bench",
    description = {
      "Measure the engine against ripgrep, grep and DuckDB, and print a table.",
      "Times of programs are the kernel's account of the whole process (user and system, wait4);"
          + " those of the resident Java process and of DuckDB are of all their threads from question"
          + " to answer, without the just-in-time compiler. All alternate, with one thread where"
          + " nothing else is said."
    },
    subcommands = {IngestCommand.class, ReplayCommand.class},
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
  private static final int RESIDENT_HEAP_MIB = 1_024;
  private static final long QUICK_BYTES = 64L << 20;
  private static final long QUICK_RECORDS = 500_000;
  private static final long RECORDS = 10_000_000;
  private static final int LARGE = 10;

  @Option(
      names = "--size",
      description = "Size of each log, as 1g or 256m. Default: ${DEFAULT-VALUE}.")
  private String size = "1g";

  @Option(names = "--quick", description = "Small logs and few runs: a look, not a measurement.")
  private boolean quick;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "Only rows whose name holds this; may be given several times.")
  private List<String> only = List.of("");

  @Option(names = "--runs", description = "How often each is measured. Default: ${DEFAULT-VALUE}.")
  private int runs = 11;

  @Option(names = "--native", paramLabel = "PATH", description = "The native command.")
  private @Nullable Path nativeCommand;

  @Option(
      names = "--peers",
      paramLabel = "DIR",
      description = "Where to look for peers before PATH.")
  private @Nullable Path peers;

  @Option(names = "--data", paramLabel = "DIR", description = "Where the logs are made and kept.")
  private Path data = Path.of(".rearview", "bench");

  @Option(names = "--json", paramLabel = "FILE", description = "Write the results there too.")
  private @Nullable Path json;

  public static void main(String[] args) {
    System.exit(new CommandLine(new BenchCommand()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    long bytes = quick ? QUICK_BYTES : bytes(size);
    DataFolder folder =
        new DataFolder(
            Files.createDirectories(data).toRealPath(),
            bytes,
            quick ? QUICK_RECORDS : RECORDS,
            System.err::println);
    List<Line> lines = new ArrayList<>();
    try (Peers found = new Peers(peers);
        Resident resident = Resident.engine(RESIDENT_HEAP_MIB)) {
      sayWhatIsThere(found);
      Bench bench =
          new Bench(
              folder,
              found,
              resident,
              nativeCommand(),
              quick ? 3 : runs,
              bytes * LARGE,
              line -> {
                lines.add(line);
                System.err.println("  " + TableText.of(line));
              },
              System.err::println);
      for (Row row : Catalogue.rows()) {
        if (only.stream().anyMatch(row.query()::contains)) {
          System.err.println(row.query());
          row.measure(bench);
        }
      }
    }
    System.out.print(TableText.of(lines));
    if (json != null) {
      ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      mapper.writeValue(Objects.requireNonNull(json).toFile(), lines);
    }
    return lines.stream().allMatch(line -> line.wrong().isEmpty()) ? 0 : 1;
  }

  private void sayWhatIsThere(Peers found) {
    for (String peer : List.of("rg", "grep")) {
      System.err.println(
          found
              .find(peer)
              .map(path -> peer + ": " + path)
              .orElse(
                  peer
                      + ": not found, its rows are left out; install it, or name its folder with --peers"));
    }
    System.err.println(
        nativeCommand() == null
            ? "native command: not built, its rows are left out; GRAALVM_HOME=… ./rearview native"
            : "native command: " + nativeCommand());
  }

  private @Nullable Path nativeCommand() {
    return nativeCommand == null || !Files.isExecutable(nativeCommand) ? null : nativeCommand;
  }

  private static long bytes(String text) {
    String number = text.toLowerCase(Locale.ROOT);
    int unit = "kmg".indexOf(number.charAt(number.length() - 1));
    return unit < 0
        ? Long.parseLong(number)
        : Long.parseLong(number.substring(0, number.length() - 1)) << 10 * (unit + 1);
  }
}

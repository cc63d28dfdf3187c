package dev.rearview.cli;

import dev.rearview.engine.record.Amount;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes the event log out, page by page, into a file that is there whole or not at all. */
@Command(
    name = "export",
    description = {
      "Write the event log to a file, one event a line, as rearview verify --from-dump reads it.",
      "What was taken out before it broke off stays in FILE.part; --resume goes on from there, or"
          + " takes out what has come since FILE was written."
    },
    mixinStandardHelpOptions = true)
final class LogExportCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "Where to; - is standard output.")
  private Path file = Path.of("-");

  @Option(names = "--page", description = "Entries a request. Default: ${DEFAULT-VALUE}.")
  private int page = 5_000;

  @Option(
      names = "--from",
      paramLabel = "SEQ",
      description = "The first sequence number. Default: ${DEFAULT-VALUE}.")
  private long from = 1;

  @Option(
      names = "--worlds",
      paramLabel = "WORLD",
      split = ",",
      description = "Several worlds, one after the other; instead of --world.")
  private List<String> worlds = List.of();

  @Option(names = "--resume", description = "Go on with FILE.part, else with FILE.")
  private boolean resume;

  @Mixin private ServerOptions server = new ServerOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (page < 1) {
      throw Failure.wrong("--page %d is below 1".formatted(page));
    }
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    if (file.toString().equals("-")) {
      if (resume) {
        throw Failure.wrong("--resume needs a file");
      }
      try (OutputStream out = new BufferedOutputStream(new StandardOutput())) {
        export(out, err, ExportedSoFar.nothing());
      }
      return 0;
    }
    intoFile(err);
    return 0;
  }

  private void intoFile(PrintWriter err) throws IOException {
    Path whole = file.toAbsolutePath();
    Path folder = Objects.requireNonNull(whole.getParent());
    if (!Files.isDirectory(folder)) {
      throw Failure.failed(folder + ": there is no such folder");
    }
    Path part = folder.resolve(whole.getFileName() + ".part");
    ExportedSoFar before = begin(whole, part);
    long entries;
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            1 << 16)) {
      entries = export(out, err, before);
    } catch (IOException | RuntimeException e) {
      Failure failure = Failure.of(e);
      if (Files.size(part) == 0) {
        Files.delete(part);
        throw failure;
      }
      throw new Failure(
          failure.exitCode(),
          "%s\nwhat came before is in %s; --resume goes on from there"
              .formatted(failure.getMessage(), part));
    }
    Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    err.println(
        "%s of world %s in %s"
            .formatted(
                before.isNothing()
                    ? Amount.of(entries, "entry", "entries")
                    : Amount.of(entries, "more entry", "more entries"),
                names(),
                file));
    err.flush();
  }

  /** Makes the part that is written to, and says what is in it already. */
  private ExportedSoFar begin(Path whole, Path part) throws IOException {
    if (!resume) {
      Files.deleteIfExists(part);
      return ExportedSoFar.nothing();
    }
    if (!Files.exists(part) && Files.exists(whole)) {
      Files.copy(whole, part);
    }
    return Files.exists(part) ? ExportedSoFar.read(part) : ExportedSoFar.nothing();
  }

  private String names() {
    return String.join(", ", names(worlds));
  }

  private List<String> names(List<String> several) {
    return several.isEmpty()
        ? List.of(server.world())
        : new ArrayList<>(new LinkedHashSet<>(several));
  }

  private long export(OutputStream out, PrintWriter err, ExportedSoFar before) throws IOException {
    long entries = 0;
    try (HttpClient client = ServerOptions.client()) {
      for (String world : names(worlds)) {
        LogPages pages = new LogPages(server, client, world, page, err);
        long first = Math.max(from, before.next(world));
        if (first == 1) {
          pages.writePruneRecord(out);
        }
        entries += pages.write(first, out);
      }
    }
    return entries;
  }
}

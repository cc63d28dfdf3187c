package dev.rearview.cli;

import dev.rearview.engine.format.DeclarationException;
import dev.rearview.engine.format.Formats;
import dev.rearview.engine.format.LogFormat;
import dev.rearview.engine.format.SampleCheck;
import dev.rearview.engine.format.UserFormats;
import dev.rearview.engine.record.Amount;
import dev.rearview.engine.scan.Discovery;
import dev.rearview.engine.scan.FileRecord;
import dev.rearview.engine.scan.LogFiles;
import dev.rearview.engine.scan.LogStream;
import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.engine.scan.ScanLimits;
import dev.rearview.engine.scan.ScanRange;
import dev.rearview.engine.scan.ScanRoot;
import dev.rearview.engine.scan.StreamReader;
import dev.rearview.engine.scan.Unreadable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
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

/** Tells how files are read, and whether declared formats do what their samples say. */
@Command(
    name = "test",
    description =
        "Tell which formats files are of, which lines no format took, and what was found in them;"
            + " check the samples of the formats given with --formats.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:read, and every sample is as it says",
      "1:a sample is not, or a file could not be read",
      "2:a declaration is wrong"
    })
final class FormatsTestCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files or folders of logs.")
  private List<Path> files = List.of();

  @Option(names = "--records", description = "Most records to read of each; default: 100000.")
  private int records = 100_000;

  @Option(names = "--zone", description = "Zone of times without one. Default: UTC.")
  private ZoneId zone = ZoneOffset.UTC;

  @Option(
      names = "--year",
      description = "Year of times without one. Default: the latest that is not in the future.")
  private @Nullable Integer year;

  @Mixin private FormatOptions known = new FormatOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (files.isEmpty() && known.files().isEmpty()) {
      throw Failure.wrong("nothing to test: give FILE or --formats");
    }
    Formats formats = known.formats();
    boolean asItShould = true;
    for (Path declared : known.files()) {
      asItShould &= check(declared, formats, out);
    }
    for (Path file : files) {
      asItShould &= read(file, formats, out);
    }
    out.flush();
    return asItShould ? 0 : 1;
  }

  private static boolean check(Path declared, Formats formats, PrintWriter out) {
    boolean asItShould = true;
    for (LogFormat format : declaredIn(declared)) {
      List<String> differences = SampleCheck.of(format, formats);
      for (String difference : differences) {
        out.println("%s: %s: %s".formatted(declared, format.name(), difference));
      }
      asItShould &= differences.isEmpty();
      if (differences.isEmpty()) {
        out.println(
            format.samples().isEmpty()
                ? "%s: %s: has no samples".formatted(declared, format.name())
                : "%s: %s: %s should be"
                    .formatted(
                        declared,
                        format.name(),
                        Amount.of(
                            format.samples().size(), "sample is as it", "samples are as they")));
      }
    }
    return asItShould;
  }

  private static List<LogFormat> declaredIn(Path file) {
    try {
      return UserFormats.read(List.of(file));
    } catch (DeclarationException e) {
      throw Failure.wrong(String.valueOf(e.getMessage()));
    }
  }

  private boolean read(Path path, Formats formats, PrintWriter out) {
    Path real;
    try {
      real = path.toRealPath();
    } catch (IOException e) {
      out.println("%s: %s".formatted(path, Failure.of(e).getMessage()));
      return false;
    }
    List<String> include = Files.isDirectory(real) ? List.of() : List.of("*");
    ScanRoot root = new ScanRoot(LocalFiles.NODE, real, include, zone, year);
    Discovery found = new LogFiles(List.of(root), ScanLimits.DEFAULT).discover();
    ReadSettings settings =
        new ReadSettings(Clock.systemUTC(), ScanLimits.DEFAULT, formats, () -> false);
    ScanCounters counters = new ScanCounters();
    for (LogStream stream : found.streams()) {
      FileFindings findings = new FileFindings();
      try (StreamReader reader = new StreamReader(stream, ScanRange.ALL, settings, counters)) {
        int count = 0;
        for (FileRecord record = reader.next();
            record != null && count < records;
            record = reader.next()) {
          findings.add(record);
          count++;
        }
      }
      findings.print(stream.pieces().getFirst().path().toString(), out);
    }
    for (Unreadable unreadable : found.unreadable()) {
      out.println("%s: %s".formatted(unreadable.path(), unreadable.reason()));
    }
    for (Unreadable unreadable : counters.snapshot().unreadable()) {
      out.println("%s: %s".formatted(unreadable.path(), unreadable.reason()));
    }
    return found.unreadable().isEmpty() && counters.snapshot().unreadable().isEmpty();
  }
}

package dev.rearview.cli;

import dev.rearview.integrity.Damage;
import dev.rearview.integrity.Expectation;
import dev.rearview.integrity.ExportVerifier;
import dev.rearview.integrity.Verification;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Recomputes the chain of an exported log, without a server. */
@Command(
    name = "verify",
    description = "Check an exported event log: recompute its hashes and chain, without a server.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:whole", "1:damaged", "2:could not check"})
final class VerifyCommand implements Callable<Integer> {
  private static final int COULD_NOT_CHECK = 2;

  @Option(
      names = "--from-dump",
      required = true,
      paramLabel = "FILE",
      description = "What rearview log export wrote; .gz is read, too; - is standard input.")
  private Path file = Path.of("-");

  @Option(
      names = "--size",
      description = "The sequence number that the log must at least reach, from a checkpoint.")
  private long size;

  @Option(
      names = "--head",
      paramLabel = "HASH",
      description = "The hash of entry SIZE, from a checkpoint.")
  private @Nullable String head;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    List<Verification> worlds;
    try (InputStream in = open()) {
      worlds = ExportVerifier.verify(in, world -> Expectation.reaching(size, head));
    } catch (IOException e) {
      throw new Failure(COULD_NOT_CHECK, Failure.of(e).getMessage());
    } catch (IllegalArgumentException e) {
      throw new Failure(COULD_NOT_CHECK, String.valueOf(e.getMessage()));
    }
    if (worlds.isEmpty()) {
      throw new Failure(COULD_NOT_CHECK, file + " holds no entries");
    }
    worlds.forEach(world -> tell(world, out));
    out.flush();
    return worlds.stream().allMatch(Verification::valid) ? 0 : 1;
  }

  private InputStream open() throws IOException {
    if (file.toString().equals("-")) {
      return System.in;
    }
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private static void tell(Verification world, PrintWriter out) {
    out.println(
        "world %s: %,d entries, %d to %d, head %s: %s"
            .formatted(
                world.world(),
                world.checked(),
                world.firstSeq(),
                world.lastSeq(),
                world.headHash(),
                world.valid() ? "whole" : "DAMAGED"));
    for (Damage damage : world.damage()) {
      out.println(
          "  %d: %s: %s".formatted(damage.seq(), damage.kind().wireName(), damage.detail()));
    }
    if (world.damageCount() > world.damage().size()) {
      out.println("  and %,d more".formatted(world.damageCount() - world.damage().size()));
    }
  }
}

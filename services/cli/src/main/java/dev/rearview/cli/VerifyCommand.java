package dev.rearview.cli;

import dev.rearview.integrity.ChainVerifier;
import dev.rearview.integrity.Expectation;
import dev.rearview.integrity.Verification;
import dev.rearview.integrity.export.ExportVerifier;
import dev.rearview.integrity.export.KeptNotes;
import dev.rearview.integrity.export.TopicLog;
import dev.rearview.integrity.note.NoteException;
import dev.rearview.integrity.note.SignedNote;
import dev.rearview.integrity.note.VerifierKey;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Recomputes the chain and the tree of logs and holds them against what was kept. */
@Command(
    name = "verify",
    description = {
      "Check an event log without any of Rearview's services: recompute its hashes, its chain and its"
          + " Merkle tree, and hold them against checkpoints that were kept elsewhere.",
      "A log that was cut, or written anew from some entry on, shows only against a kept checkpoint:"
          + " keep one now and then with rearview log checkpoint."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:whole, and as the kept checkpoints say",
      "1:damaged: the first bad sequence number and the kind of damage are named",
      "2:could not check",
      "3:whole in itself, but not held against a kept checkpoint"
    })
final class VerifyCommand implements Callable<Integer> {
  private static final int COULD_NOT_CHECK = 2;

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  /** Where the log is read. */
  static final class Source {
    @Option(
        names = "--from-dump",
        paramLabel = "FILE",
        description = "What rearview log export wrote; .gz is read, too; - is standard input.")
    private @Nullable Path file;

    @Option(
        names = "--bootstrap-servers",
        paramLabel = "HOST:PORT",
        description = "Kafka's address: check the topics themselves. Not in the native command.")
    private @Nullable String servers;
  }

  @Option(
      names = "--world",
      paramLabel = "WORLD",
      description = "Only this world; may be given several times. Default: all that are there.")
  private Set<String> worlds = Set.of();

  @Option(
      names = "--against",
      paramLabel = "CHECKPOINT-FILE",
      description =
          "One or many signed notes that were kept, one after the other; may be given several"
              + " times.")
  private List<Path> against = List.of();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "A public key that is trusted (name+hash+key), or a file with one a line; may be given"
              + " several times. Default: signatures are not checked.")
  private List<String> keys = List.of();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private VerifyReport.Format format = VerifyReport.Format.TEXT;

  @Override
  public Integer call() {
    VerifyReport report;
    try {
      KeptNotes kept = new KeptNotes(trusted());
      for (Path file : against) {
        keep(file, kept);
      }
      List<Verification> found = new ArrayList<>(verify(kept));
      addMissing(found, kept);
      report = new VerifyReport(found, kept, !against.isEmpty());
    } catch (IOException | IllegalArgumentException e) {
      throw new Failure(COULD_NOT_CHECK, Failure.of(e).getMessage());
    } catch (NoteException e) {
      throw new Failure(COULD_NOT_CHECK, e.getMessage());
    }
    PrintWriter out =
        new PrintWriter(new OutputStreamWriter(new StandardOutput(), StandardCharsets.UTF_8));
    report.write(format, out);
    if (out.checkError()) {
      throw new Failure(COULD_NOT_CHECK, "what was found could not be written");
    }
    return report.exitCode();
  }

  private List<Verification> verify(KeptNotes kept) throws IOException {
    if (source.servers != null) {
      TopicLog topics =
          ServiceLoader.load(TopicLog.class)
              .findFirst()
              .orElseThrow(() ->
                  new Failure(
                      COULD_NOT_CHECK,
                      "this form of the command cannot read Kafka. With a JDK 25:"
                          + " ./rearview verify --bootstrap-servers … starts the form that can;"
                          + " or export the log and use --from-dump"));
      return topics.verify(source.servers, kept, this::isWanted);
    }
    try (InputStream in = open()) {
      return ExportVerifier.verify(in, kept, this::isWanted);
    }
  }

  private boolean isWanted(String world) {
    return worlds.isEmpty() || worlds.contains(world);
  }

  /** A world of which nothing is there was cut to nothing, where it is known to have been there. */
  private void addMissing(List<Verification> found, KeptNotes kept) {
    Set<String> missing = new TreeSet<>(worlds.isEmpty() ? kept.worlds() : worlds);
    found.forEach(world -> missing.remove(world.world()));
    for (String world : missing) {
      if (worlds.isEmpty() || !kept.worlds().contains(world)) {
        throw new Failure(
            COULD_NOT_CHECK,
            worlds.isEmpty()
                ? ("there is a kept checkpoint of world %s, but no entry of it is in the log; leave"
                        + " it out by naming the others with --world")
                    .formatted(world)
                : "the log holds no entries of world " + world);
      }
      found.add(emptyLog(world, kept.expectation(world)));
    }
    if (found.isEmpty()) {
      throw new Failure(COULD_NOT_CHECK, name() + " holds no entries");
    }
  }

  private static Verification emptyLog(String world, Expectation expected) {
    return new ChainVerifier(world, expected).finish();
  }

  private String name() {
    return source.file == null ? "the log" : source.file.toString();
  }

  private List<VerifierKey> trusted() throws IOException, NoteException {
    List<VerifierKey> trusted = new ArrayList<>();
    for (String key : keys) {
      Path file = Path.of(key);
      if (key.contains("+") && !Files.exists(file)) {
        trusted.add(VerifierKey.parse(key));
        continue;
      }
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          trusted.add(parse(line, file));
        }
      }
    }
    return trusted;
  }

  private static VerifierKey parse(String line, Path file) throws NoteException {
    try {
      return VerifierKey.parse(line);
    } catch (NoteException e) {
      throw new NoteException(0, "%s: %s".formatted(file, e.getMessage()));
    }
  }

  private static void keep(Path file, KeptNotes kept) throws IOException, NoteException {
    try {
      List<SignedNote> notes = SignedNote.parseAll(Files.readString(file));
      if (notes.isEmpty()) {
        throw new NoteException(0, "holds no checkpoint");
      }
      for (SignedNote note : notes) {
        keep(note, kept);
      }
    } catch (NoteException e) {
      throw new NoteException(0, "%s: %s".formatted(file, e.getMessage()));
    }
  }

  private static void keep(SignedNote note, KeptNotes kept) throws NoteException {
    try {
      kept.keep(note);
    } catch (NoteException e) {
      String[] lines = note.text().split("\n", 3);
      String name = lines[0] + (lines.length > 1 ? " at " + lines[1] : "");
      throw new NoteException(0, "the note of %s: %s".formatted(name, e.getMessage()));
    }
  }

  private InputStream open() throws IOException {
    Path file = Objects.requireNonNull(source.file);
    if (file.toString().equals("-")) {
      return System.in;
    }
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz")
        ? new GZIPInputStream(new BufferedInputStream(in), 1 << 16)
        : in;
  }
}

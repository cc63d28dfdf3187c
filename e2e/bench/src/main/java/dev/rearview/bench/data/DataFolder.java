package dev.rearview.bench.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Where the logs lie; what is not there is made. */
public final class DataFolder {
  private static final long SEED = 20_240_115;

  private final Path folder;
  private final long size;
  private final long records;
  private final Consumer<String> say;

  /**
   * @param size bytes of each log
   * @param records how many records of sequences, and of the sessions of all nodes together
   */
  public DataFolder(Path folder, long size, long records, Consumer<String> say) {
    this.folder = folder;
    this.size = size;
    this.records = records;
    this.say = say;
  }

  public Path access() throws IOException {
    return made(new AccessLog(), size);
  }

  /** An access log of another size. */
  public Path access(long bytes) throws IOException {
    return made(new AccessLog(), bytes);
  }

  public Path json() throws IOException {
    return made(new JsonLog(), size);
  }

  /** JSON lines of another size. */
  public Path json(long bytes) throws IOException {
    return made(new JsonLog(), bytes);
  }

  public Path mixed() throws IOException {
    return made(new MixedLog(), size);
  }

  /** An export of the event log. */
  public Path events() throws IOException {
    return made(new EventLog(), size);
  }

  public Path sequences() throws IOException {
    return made(new SequenceLog(), records);
  }

  /** One file for each node. */
  public List<Path> sessions() throws IOException {
    List<Path> nodes = new ArrayList<>();
    for (int node = 0; node < SessionLog.NODES; node++) {
      nodes.add(made(new SessionLog(node), records / SessionLog.NODES));
    }
    return nodes;
  }

  /** How many records the sequences and the sessions have. */
  public long records() {
    return records;
  }

  /** A file for an answer. */
  public Path answer(String name) {
    return folder.resolve("answer-" + name + ".out");
  }

  private Path made(LogData log, long amount) throws IOException {
    Path file = folder.resolve(log.name() + "-" + amount + ".log");
    if (Files.exists(file)) {
      return file;
    }
    say.accept("Making " + file + " …");
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, log.name(), ".part");
    try (OutputStream out = Files.newOutputStream(part)) {
      LineWriter lines = new LineWriter(out);
      log.write(lines, new Chance(SEED + log.name().hashCode()), amount);
      lines.flush();
    }
    return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }
}

package dev.rearview.bench.contender;

import dev.rearview.bench.resident.Resident;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The programs that are compared with, where they are found. DuckDB is always there: the build
 * brings it.
 */
public final class Peers implements AutoCloseable {
  /** The exit code of both rg and grep where nothing was found. */
  private static final int NOTHING_FOUND = 1;

  private final List<Path> folders;
  private @Nullable Resident database;

  /**
   * @param first a folder to look in before those of {@code PATH}; null for none
   */
  public Peers(@Nullable Path first) {
    this.folders =
        Stream.concat(
                Stream.ofNullable(first),
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .map(Path::of))
            .toList();
  }

  /** ripgrep with these arguments; nothing where there is none. */
  public Optional<Contender> ripgrep(Path file, Reading reading, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--no-mmap", "--no-config", "-j1"));
    all.addAll(List.of(arguments));
    return program("rg", reading, all, file);
  }

  /** grep with these arguments; nothing where there is none. */
  public Optional<Contender> grep(Path file, String... arguments) {
    return program("grep", Reading.NUMBER, List.of(arguments), file);
  }

  /** DuckDB with one thread, in a process that stays. */
  public Contender database(String sql) throws IOException {
    if (database == null) {
      database = Resident.database();
    }
    return new Asked("DuckDB", Objects.requireNonNull(database), List.of(sql), Reading.TABBED);
  }

  /** Where a program is. */
  public Optional<Path> find(String program) {
    return folders.stream()
        .map(folder -> folder.resolve(program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private Optional<Contender> program(
      String name, Reading reading, List<String> arguments, Path file) {
    return find(name)
        .map(found -> {
          List<String> command = new ArrayList<>(List.of(found.toString()));
          command.addAll(arguments);
          command.add(file.toString());
          return new Program(name, command, NOTHING_FOUND, reading);
        });
  }

  @Override
  public void close() throws IOException {
    if (database != null) {
      database.close();
    }
  }
}

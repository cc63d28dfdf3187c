package dev.rearview.bench.contender;

import dev.rearview.bench.resident.Resident;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A form of the engine. */
public sealed interface Form {
  /** As the table names it. */
  String name();

  /** How often an answer is asked for at most before it is measured. */
  int warmUps();

  /** The engine as it answers a statement over files. */
  Contender asking(String statement, List<Path> files, int threads, Reading reading);

  /** The command as one program, started anew for each answer. */
  record Native(Path command) implements Form {
    @Override
    public String name() {
      return "native";
    }

    @Override
    public int warmUps() {
      return 1;
    }

    @Override
    public Contender asking(String statement, List<Path> files, int threads, Reading reading) {
      List<String> all = new ArrayList<>(List.of(command.toString()));
      all.addAll(arguments(statement, files, threads, reading.format()));
      return new Program(name(), all, 0, reading);
    }
  }

  /** The same in a Java process that stays, asked often enough before that its code is compiled. */
  record Warm(Resident resident) implements Form {
    @Override
    public String name() {
      return "resident";
    }

    @Override
    public int warmUps() {
      return 60;
    }

    @Override
    public Contender asking(String statement, List<Path> files, int threads, Reading reading) {
      return new Asked(
          name(), resident, arguments(statement, files, threads, reading.format()), reading);
    }
  }

  /** What the command is given. */
  static List<String> arguments(String statement, List<Path> files, int threads, String format) {
    List<String> arguments =
        new ArrayList<>(
            List.of("scan", "--threads", String.valueOf(threads), "--format", format, statement));
    files.forEach(file -> arguments.add(file.toString()));
    return arguments;
  }
}

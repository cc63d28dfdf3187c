package dev.rearview.cli;

import dev.rearview.engine.format.DeclarationException;
import dev.rearview.engine.format.Formats;
import dev.rearview.engine.format.UserFormats;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which log formats are known. */
final class FormatOptions {
  @Option(
      names = "--formats",
      paramLabel = "FILE",
      description =
          "A YAML file of further log formats; may be repeated. Those in"
              + " ~/.config/rearview/formats.d are always known.")
  private List<Path> files = new ArrayList<>();

  /** The files that were given. */
  List<Path> files() {
    return List.copyOf(files);
  }

  /** Those that Rearview brings, the user's, and those of the files that were given. */
  Formats formats() {
    List<Path> all = new ArrayList<>(files);
    try {
      all.addAll(UserFormats.filesIn(folder(System.getenv(), System.getProperty("user.home", ""))));
      return all.isEmpty() ? Formats.builtIn() : Formats.builtIn().with(UserFormats.read(all));
    } catch (DeclarationException e) {
      throw Failure.wrong(String.valueOf(e.getMessage()));
    }
  }

  /** Where a user's formats lie, by the XDG base directory specification. */
  static Path folder(Map<String, String> environment, String home) {
    String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path base = config.isBlank() ? Path.of(home, ".config") : Path.of(config);
    return base.resolve("rearview").resolve("formats.d");
  }
}

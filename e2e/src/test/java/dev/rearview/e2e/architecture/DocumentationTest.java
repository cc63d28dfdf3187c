package dev.rearview.e2e.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.e2e.harness.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name must exist. */
class DocumentationTest {
  private static final Pattern PATH =
      Pattern.compile("`((?:services|proto|e2e|charts|k8s|\\.ci)(?:/[\\w.-]+)*/?)`");
  private static final Pattern LINKED_FILE = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");
  private static final Pattern COMMAND = Pattern.compile("\\./rearview ([a-z]+)");
  private static final Pattern LINKED_CLASS =
      Pattern.compile("\\{@link\\s+(?:\\*\\s+)?(dev\\.rearview\\.[\\w.]+)");

  @Test
  void everyPathThatTheReadmeNamesExists() throws IOException {
    String readme = Files.readString(Project.root().resolve("README.md"));
    List<String> named =
        Stream.concat(PATH.matcher(readme).results(), LINKED_FILE.matcher(readme).results())
            .map(m -> m.group(1))
            .toList();
    assertThat(named)
        .isNotEmpty()
        .allSatisfy(path -> assertThat(Project.root().resolve(path)).exists());
  }

  @Test
  void everyCommandThatTheReadmeShowsIsOneOfTheScript() throws Exception {
    String readme = Files.readString(Project.root().resolve("README.md"));
    String script = Files.readString(Project.root().resolve("rearview"));
    List<String> commands =
        COMMAND.matcher(readme).results().map(m -> m.group(1)).distinct().toList();
    assertThat(commands)
        .contains("demo", "up", "query", "scan", "test")
        .allSatisfy(command -> assertThat(script).contains(command));
  }

  @Test
  void everyClassThatAPackageLinksToExists() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path info : packageInfos()) {
      for (MatchResult link : LINKED_CLASS.matcher(Files.readString(info)).results().toList()) {
        if (!exists(link.group(1))) {
          missing.add(info + " links to " + link.group(1));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void nothingIsLeftUndone() throws IOException {
    List<String> undone = new ArrayList<>();
    for (Path module : sourceFolders()) {
      try (Stream<Path> files = Files.walk(module)) {
        for (Path file :
            files.filter(f -> f.toString().matches(".*\\.(java|ts|proto|g4)")).toList()) {
          if (Pattern.compile("\\b(TODO|FIXME)\\b").matcher(Files.readString(file)).find()) {
            undone.add(file.toString());
          }
        }
      }
    }
    assertThat(undone).isEmpty();
  }

  private static boolean exists(String name) throws IOException {
    String path = name.replace('.', '/') + ".java";
    for (Path sources : sourceFolders()) {
      if (Files.exists(sources.resolve("java").resolve(path))) {
        return true;
      }
      if (Files.isDirectory(sources.resolve("java").resolve(name.replace('.', '/')))) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> packageInfos() throws IOException {
    List<Path> infos = new ArrayList<>();
    for (Path sources : sourceFolders()) {
      try (Stream<Path> files = Files.walk(sources)) {
        files.filter(f -> f.endsWith("package-info.java")).forEach(infos::add);
      }
    }
    return infos;
  }

  private static List<Path> sourceFolders() throws IOException {
    try (Stream<Path> services = Files.list(Project.root().resolve("services"))) {
      return Stream.concat(services, Stream.of(Project.root().resolve("proto")))
          .map(module -> module.resolve("src/main"))
          .filter(Files::isDirectory)
          .toList();
    }
  }
}

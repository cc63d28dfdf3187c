package dev.rearview.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code up}: everything, over the user's own folders of logs. */
@Command(name = "up", description = "Starts everything over your own folders of logs, read-only.")
final class UpCommand implements Callable<Integer> {
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--node",
      paramLabel = "NAME=DIR",
      required = true,
      description = "a folder of logs and the node that it stands for; may be repeated")
  private Map<String, Path> nodes = new LinkedHashMap<>();

  @Option(
      names = "--include",
      paramLabel = "PATTERN",
      description = "which files, by name: '*.txt'; default: *.log* and names without an extension")
  private List<String> include = new ArrayList<>();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "of times that say none: Europe/Berlin; default: UTC")
  private @Nullable String zone;

  @Option(
      names = "--year",
      paramLabel = "YEAR",
      description = "of times that say none; default: the latest that is not after the clock")
  private @Nullable Integer year;

  @Override
  public Integer call() {
    List<NodeFolder> folders = folders();
    Path data = common.data("up");
    DataFolder folder = DataFolder.open(data);
    int port = Ports.claim(common.port());
    System.out.printf("Rearview over %s, data in %s%n", String.join(", ", nodes.keySet()), data);
    return new Standalone(folder, port)
        .clock(common.at(), 1)
        .nodes(folders)
        .run(Optional.empty(), STATEMENTS);
  }

  private static final List<String> STATEMENTS =
      List.of(
          "SHOW NODES",
          "SELECT level, count(*) FROM logs GROUP BY level",
          "SELECT template(message), count(*) FROM logs GROUP BY template(message) ORDER BY count(*) DESC LIMIT 20");

  private List<NodeFolder> folders() {
    Optional<ZoneId> zoneId = Optional.ofNullable(zone).map(UpCommand::zone);
    List<NodeFolder> folders = new ArrayList<>();
    for (Map.Entry<String, Path> node : nodes.entrySet()) {
      Path folder = node.getValue().toAbsolutePath().normalize();
      if (!Files.isDirectory(folder)) {
        throw new RefusedException(
            "--node %s=%s: there is no such folder".formatted(node.getKey(), folder));
      }
      if (!Files.isReadable(folder)) {
        throw new RefusedException(
            "--node %s=%s: no permission to read it".formatted(node.getKey(), folder));
      }
      folders.add(
          new NodeFolder(node.getKey(), folder, include, zoneId, Optional.ofNullable(year)));
    }
    return folders;
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new RefusedException("--zone '%s' is no zone such as Europe/Berlin".formatted(text));
    }
  }
}

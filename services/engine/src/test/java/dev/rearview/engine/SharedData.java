package dev.rearview.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The real logs beside the repository, with their truth; tests skip where they are missing. */
public final class SharedData {
  public static final List<String> SYSTEMS =
      List.of("HDFS", "Hadoop", "Zookeeper", "BGL", "HPC", "Linux", "Apache", "OpenSSH");

  private SharedData() {}

  public static Path folder() {
    Path data = expected();
    assumeTrue(isPresent(), () -> "skipped: the real logs are not there: " + data);
    return data;
  }

  /** For tests that have logs of their own, too. */
  public static boolean isPresent() {
    return Files.isDirectory(expected());
  }

  private static Path expected() {
    return find(Path.of(System.getProperty("rearview.root", "../..")).toAbsolutePath().normalize());
  }

  private static Path find(Path root) {
    Path parent = root.getParent();
    Path beside = parent == null ? root : parent.resolve("shared/data");
    if (!Files.isDirectory(beside) && parent != null && parent.getParent() != null) {
      Path above = parent.getParent().resolve("shared/data");
      return Files.isDirectory(above) ? above : beside;
    }
    return beside;
  }

  public static Path lines(String system) {
    return folder().resolve("loghub").resolve(system).resolve("lines.log");
  }

  public static List<Map<String, String>> truth(String system) throws IOException {
    Path file = folder().resolve("loghub").resolve(system).resolve("truth.csv");
    List<List<String>> rows = csv(Files.readString(file));
    List<Map<String, String>> records = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      Map<String, String> record = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        record.put(rows.getFirst().get(i), row.get(i));
      }
      records.add(record);
    }
    return records;
  }

  private static List<List<String>> csv(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        row.add(cell.toString());
        cell.setLength(0);
      } else if (c == '\n') {
        row.add(cell.toString());
        cell.setLength(0);
        rows.add(row);
        row = new ArrayList<>();
      } else if (c != '\r') {
        cell.append(c);
      }
    }
    if (!row.isEmpty()) {
      row.add(cell.toString());
      rows.add(row);
    }
    return rows;
  }
}

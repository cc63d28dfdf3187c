package dev.rearview.e2e.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads the container logs of the demo's nodes with a few lines of its own. */
public final class NodeLogFiles {
  private NodeLogFiles() {}

  /** A whole line of a container, its partial pieces joined, with the time of the last one. */
  public record Line(Path file, Instant time, String text) {}

  /** Every line of every container of every node below the folder. */
  public static List<Line> lines(Path folder) throws IOException {
    List<Line> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve("nodes"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        read(file, lines);
      }
    }
    return lines;
  }

  private static void read(Path file, List<Line> lines) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      StringBuilder partial = new StringBuilder();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] parts = line.split(" ", 4);
        partial.append(parts[3]);
        if (parts[2].startsWith("F")) {
          lines.add(new Line(file, Instant.parse(parts[0]), partial.toString()));
          partial.setLength(0);
        }
      }
    }
  }
}

package dev.rearview.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads back what a demo wrote, as simply as can be. */
final class Written {
  static final Instant AT = Instant.parse("2024-01-15T15:55:00Z");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Written() {}

  static DemoSettings settings(Path folder, long seed, Duration history) {
    return new DemoSettings(folder, seed, AT, history, 256 << 10);
  }

  /** Writes a demo as another process; its folder is the only argument. */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]), 5, DemoSettings.MIN_HISTORY, 60);
  }

  /** Writes a demo up to its start, and some seconds on. */
  static void write(Path folder, long seed, Duration history, int seconds) throws IOException {
    Demo.open(settings(folder, seed, history), true).advanceTo(AT.plusSeconds(seconds));
  }

  /**
   * One line of a log.
   *
   * @param file relative to the nodes' folder
   */
  record Line(String file, Instant at, String stream, String text) {
    String pod() {
      return file.split("/", -1)[4].split("_", -1)[1];
    }

    boolean of(String app) {
      return file.contains("/shop_" + app + "-");
    }

    JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Every line of every file, partial lines joined; by file, in its order. */
  static List<Line> lines(Path folder) throws IOException {
    List<Line> lines = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files(folder.resolve("nodes")).entrySet()) {
      Map<String, StringBuilder> parts = new HashMap<>();
      for (String raw : new String(file.getValue(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (raw.isEmpty()) {
          continue;
        }
        String[] cri = raw.split(" ", 4);
        StringBuilder text = parts.computeIfAbsent(cri[1], s -> new StringBuilder()).append(cri[3]);
        if (cri[2].equals("F")) {
          lines.add(new Line(file.getKey(), Instant.parse(cri[0]), cri[1], text.toString()));
          text.setLength(0);
        }
      }
    }
    return lines;
  }

  /** The files under a folder by relative path, those that are compressed unpacked. */
  static Map<String, byte[]> files(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString(), bytes(path));
      }
    }
    return files;
  }

  private static byte[] bytes(Path path) throws IOException {
    if (!path.toString().endsWith(".gz")) {
      return Files.readAllBytes(path);
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
      return in.readAllBytes();
    }
  }

  /** The events in the outbox, in order. */
  static List<Event> events(Path folder) throws IOException {
    List<Event> events = new ArrayList<>();
    for (byte[] segment : files(folder.resolve("outbox")).values()) {
      for (String line : new String(segment, StandardCharsets.UTF_8).lines().toList()) {
        try {
          events.add(EventJson.read(line, false).build());
        } catch (EventJson.InvalidEventException e) {
          throw new AssertionError(line, e);
        }
      }
    }
    return events;
  }

  static List<JsonNode> truth(Path folder) throws IOException {
    List<JsonNode> truth = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("truth.ndjson"))) {
      truth.add(JSON.readTree(line));
    }
    return truth;
  }
}

package dev.rearview.scanner.shipping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rearview.engine.scan.ScanPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A node's scan positions on disk. Each file is replaced whole: after a crash it is the one before
 * or the one after. The ids are written before the positions, so that a crash between the two
 * repeats records instead of losing the first of a trace.
 */
final class PositionStore {
  private static final String POSITIONS = "positions.json";
  private static final String SEEN = "seen.bin";
  private static final int VERSION = 1;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path dir;

  PositionStore(Path dir) {
    this.dir = dir;
  }

  /** What was saved last. */
  record Saved(Map<String, ScanPosition> positions, long[] seen) {}

  /**
   * Reads what is there; nothing on first sight.
   *
   * @throws UncheckedIOException where it cannot be read; the message says what to do
   */
  Saved load() {
    try {
      Files.createDirectories(dir);
      return new Saved(loadPositions(), loadSeen());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "scan positions in %s cannot be read (%s): make it readable, or delete the folder to ship everything again"
              .formatted(dir, e.getMessage()),
          e);
    }
  }

  private Map<String, ScanPosition> loadPositions() throws IOException {
    Map<String, ScanPosition> positions = new LinkedHashMap<>();
    Path file = dir.resolve(POSITIONS);
    if (!Files.exists(file)) {
      return positions;
    }
    JsonNode tree = JSON.readTree(Files.readAllBytes(file));
    if (tree.path("version").asInt() != VERSION) {
      throw new IOException(
          "%s has version %s, expected %d".formatted(file, tree.path("version"), VERSION));
    }
    tree.path("streams")
        .properties()
        .forEach(stream ->
            positions.put(
                stream.getKey(),
                new ScanPosition(
                    stream.getValue().path("piece").asText(),
                    stream.getValue().path("offset").asLong())));
    return positions;
  }

  private long[] loadSeen() throws IOException {
    Path file = dir.resolve(SEEN);
    if (!Files.exists(file)) {
      return new long[0];
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    long[] seen = new long[bytes.remaining() / Long.BYTES];
    bytes.asLongBuffer().get(seen);
    return seen;
  }

  void saveSeen(long[] seen) {
    ByteBuffer bytes = ByteBuffer.allocate(seen.length * Long.BYTES);
    bytes.asLongBuffer().put(seen);
    replace(SEEN, bytes);
  }

  void savePositions(Map<String, ScanPosition> positions) {
    ObjectNode tree = JSON.createObjectNode().put("version", VERSION);
    ObjectNode streams = tree.putObject("streams");
    positions.forEach((stream, position) ->
        streams.putObject(stream).put("piece", position.piece()).put("offset", position.offset()));
    replace(POSITIONS, ByteBuffer.wrap(tree.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private void replace(String name, ByteBuffer bytes) {
    Path target = dir.resolve(name);
    Path fresh = dir.resolve(name + ".new");
    try {
      try (FileChannel out =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "scan position %s cannot be written: %s".formatted(target, e.getMessage()), e);
    }
  }
}

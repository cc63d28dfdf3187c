package dev.rearview.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an export holds that broke off: the newest entry of each world. */
final class ExportedSoFar {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** As an event's line begins; the world and the number are all that is wanted of most lines. */
  private static final Pattern BEGINNING =
      Pattern.compile(
          "\\{\"id\":\"[0-9a-f-]{36}\",\"world\":\"([^\"\\\\]+)\",\"global_seq\":(\\d{1,18}),");

  private final Map<String, Long> newest = new HashMap<>();

  private ExportedSoFar() {}

  static ExportedSoFar nothing() {
    return new ExportedSoFar();
  }

  /** Reads a file, and cuts off what stands behind its last line end. */
  static ExportedSoFar read(Path file) throws IOException {
    ExportedSoFar found = new ExportedSoFar();
    cutToWholeLines(file);
    try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      lines.forEach(found::take);
    }
    return found;
  }

  private static void cutToWholeLines(Path file) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] block = new byte[1 << 16];
      long end = access.length();
      while (end > 0) {
        int length = (int) Math.min(block.length, end);
        access.seek(end - length);
        access.readFully(block, 0, length);
        int last = length - 1;
        while (last >= 0 && block[last] != '\n') {
          last--;
        }
        if (last >= 0) {
          access.setLength(end - length + last + 1);
          return;
        }
        end -= length;
      }
      access.setLength(0);
    }
  }

  private void take(String line) {
    Matcher plain = BEGINNING.matcher(line);
    if (plain.lookingAt()) {
      newest.merge(plain.group(1), Long.parseLong(plain.group(2)), Math::max);
      return;
    }
    try {
      JsonNode entry = JSON.readTree(line);
      if (entry.has("global_seq")) {
        newest.merge(
            entry.path("world").asText("default"), entry.path("global_seq").asLong(), Math::max);
      }
    } catch (JsonProcessingException e) {
      throw Failure.failed("a line of the export is no JSON: " + e.getOriginalMessage());
    }
  }

  boolean isNothing() {
    return newest.isEmpty();
  }

  /** The number that a world's export goes on with. */
  long next(String world) {
    return newest.getOrDefault(world, 0L) + 1;
  }
}

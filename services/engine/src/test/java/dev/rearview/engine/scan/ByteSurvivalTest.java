package dev.rearview.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written comes back byte by byte, from lines of one byte to those of 64 MiB. */
class ByteSurvivalTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-01-15T15:55:00Z"), ZoneOffset.UTC);
  private static final int MOST = ScanLimits.DEFAULT.maxLineBytes();

  @TempDir Path folder;
  private final Random random = new Random(13);
  private final List<String> written = new ArrayList<>();
  private final List<String> seen = new ArrayList<>();
  private int cut;

  /** Any bytes but those that end lines, and none that would make it part of another record. */
  private byte[] line(int length) {
    byte[] line = new byte[length];
    random.nextBytes(line);
    for (int i = 0; i < length; i++) {
      if (line[i] == '\n' || line[i] == '\r') {
        line[i] = 0;
      }
    }
    line[0] = 'x';
    return line;
  }

  private static String hash(byte[] bytes, int from, int to) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, from, to - from);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int[] lengths() {
    return new int[] {
      1, 2, 7, 64, 1_000, 65_536, 300_000, 1 << 20, (1 << 20) + 1, 5_000_000, MOST - 1, MOST, 3
    };
  }

  private void read(Path file) throws IOException {
    LogStream stream =
        new LogFiles(List.of(ScanRoot.of("n", file)), ScanLimits.DEFAULT)
            .discover()
            .streams()
            .getFirst();
    try (PieceScan piece = PieceScan.open(stream, 0, ReadSettings.of(CLOCK), new ScanCounters())) {
      for (long from = 0; from < piece.size(); from += 8 << 20) {
        long to = from + (8 << 20) < piece.size() ? from + (8 << 20) : Long.MAX_VALUE;
        boolean ended =
            piece
                .read(from, to, Search.ALL)
                .run((record, candidate, gap) -> {
                  seen.add(hash(record.bytes(), record.from(), record.to()));
                  cut += record.isCut() ? 1 : 0;
                  return true;
                });
        assertThat(ended).isTrue();
      }
    }
  }

  @Test
  void plainLinesKeepTheirBytes() throws IOException {
    Path file = folder.resolve("app.log");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int length : lengths()) {
        byte[] line = line(length);
        out.write(line);
        out.write('\n');
        written.add(hash(line, 0, length));
      }
    }
    read(file);
    assertThat(seen).isEqualTo(written);
    assertThat(cut).isZero();
  }

  @Test
  void aLineAboveTheMaximumIsCutToItAndMarked() throws IOException {
    byte[] line = line(MOST + 100);
    Path file = folder.resolve("app.log");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("before\n".getBytes(StandardCharsets.UTF_8));
      out.write(line);
      out.write("\nlast\n".getBytes(StandardCharsets.UTF_8));
    }
    read(file);
    assertThat(seen).hasSize(3).element(1).isEqualTo(hash(line, 0, MOST));
    assertThat(cut).isEqualTo(1);
  }

  /** Two outputs, their lines split into parts of 16 KiB as a runtime does, interleaved. */
  @Test
  void linesThatTheRuntimeHasSplitKeepTheirBytes() throws IOException {
    ByteArrayOutputStream[] bodies = {new ByteArrayOutputStream(), new ByteArrayOutputStream()};
    List<List<byte[]>> parts = List.of(new ArrayList<>(), new ArrayList<>());
    for (int output = 0; output < 2; output++) {
      String name = output == 0 ? "stdout" : "stderr";
      for (int length : new int[] {1, 100, 20_000, 3_000_000, 40_000_000, 5, MOST / 2}) {
        byte[] line = line(length);
        written.add(hash(line, 0, length));
        for (int at = 0; at < length; at += 16_384) {
          int end = Math.min(length, at + 16_384);
          bodies[output].reset();
          bodies[output].writeBytes(
              "2024-01-15T15:47:23.100000000Z %s %s "
                  .formatted(name, end < length ? "P" : "F")
                  .getBytes(StandardCharsets.UTF_8));
          bodies[output].writeBytes(Arrays.copyOfRange(line, at, end));
          bodies[output].write('\n');
          parts.get(output).add(bodies[output].toByteArray());
        }
      }
    }
    Path file = folder.resolve("0.log");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      int[] next = {0, 0};
      while (next[0] < parts.get(0).size() || next[1] < parts.get(1).size()) {
        int output = random.nextInt(2);
        output = next[output] < parts.get(output).size() ? output : 1 - output;
        out.write(parts.get(output).get(next[output]++));
      }
    }
    read(file);
    assertThat(seen).containsExactlyInAnyOrderElementsOf(written);
    assertThat(cut).isZero();
  }
}

package dev.rearview.demo.node;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The container runtime interface's log format: time, stream, {@code F} for the last or only part
 * of a line and {@code P} for the parts before it (Kubernetes, kubelet CRI logging design).
 */
final class CriLines {
  /** Longest part of a line in bytes, containerd's default. */
  static final int MAX_PART = 16_384;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private CriLines() {}

  /** The line as the runtime writes it. Parts are cut at bytes, as the runtime cuts them. */
  static byte[] of(long atNanos, boolean stderr, String line) {
    Instant at =
        Instant.ofEpochSecond(
            Math.floorDiv(atNanos, 1_000_000_000L), Math.floorMod(atNanos, 1_000_000_000L));
    String head = TIME.format(at) + (stderr ? " stderr " : " stdout ");
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 64);
    int from = 0;
    do {
      int length = Math.min(MAX_PART, bytes.length - from);
      boolean last = from + length == bytes.length;
      out.writeBytes((head + (last ? "F " : "P ")).getBytes(StandardCharsets.US_ASCII));
      out.write(bytes, from, length);
      out.write('\n');
      from += length;
    } while (from < bytes.length);
    return out.toByteArray();
  }
}

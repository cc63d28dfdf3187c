package dev.rearview.demo.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * The log of one start of a container, {@code N.log}, and its rotated pieces. Rotation is the
 * kubelet's: the rotated piece carries the time in its name and stays as it is until the next
 * rotation compresses it.
 */
final class ContainerLog {
  private static final DateTimeFormatter ROTATED_AT =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int FLUSH_BYTES = 1 << 16;

  private final Path file;
  private final long maxBytes;
  private final int maxRotated;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private long size;
  private long lastNanos;

  ContainerLog(Path file, long maxBytes, int maxRotated) throws IOException {
    this.file = file;
    this.maxBytes = maxBytes;
    this.maxRotated = maxRotated;
    Files.createDirectories(directory(file));
    this.size = Files.exists(file) ? Files.size(file) : 0;
  }

  private static Path directory(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(file + " is in no folder");
    }
    return parent;
  }

  /** Epoch nanoseconds of the newest line; 0 before the first. */
  long lastNanos() {
    return lastNanos;
  }

  void append(long atNanos, boolean stderr, String line) throws IOException {
    byte[] bytes = CriLines.of(atNanos, stderr, line);
    if (size > 0 && size + bytes.length > maxBytes) {
      flush();
      rotate();
    }
    pending.writeBytes(bytes);
    size += bytes.length;
    lastNanos = Math.max(lastNanos, atNanos);
    if (pending.size() >= FLUSH_BYTES) {
      flush();
    }
  }

  void flush() throws IOException {
    if (pending.size() == 0) {
      return;
    }
    Files.write(file, pending.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    pending.reset();
    Files.setLastModifiedTime(file, time());
  }

  private FileTime time() {
    return FileTime.from(
        Instant.ofEpochSecond(lastNanos / 1_000_000_000L, lastNanos % 1_000_000_000L));
  }

  private void rotate() throws IOException {
    List<Path> pieces = rotated();
    for (Path piece : pieces) {
      if (!piece.toString().endsWith(".gz")) {
        compress(piece);
      }
    }
    for (int i = 0; i <= pieces.size() - maxRotated; i++) {
      Path oldest = pieces.get(i);
      Files.deleteIfExists(oldest);
      Files.deleteIfExists(oldest.resolveSibling(oldest.getFileName() + ".gz"));
    }
    Path piece =
        file.resolveSibling(file.getFileName() + "." + ROTATED_AT.format(time().toInstant()));
    Files.move(file, piece);
    size = 0;
  }

  /** The rotated pieces, oldest first. */
  private List<Path> rotated() throws IOException {
    List<Path> pieces = new ArrayList<>();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(directory(file), file.getFileName() + ".*")) {
      all.forEach(pieces::add);
    }
    pieces.removeIf(piece -> piece.toString().endsWith(".tmp"));
    pieces.sort(null);
    return pieces;
  }

  private static void compress(Path piece) throws IOException {
    FileTime modified = Files.getLastModifiedTime(piece);
    Path temporary = piece.resolveSibling(piece.getFileName() + ".tmp");
    try (InputStream in = Files.newInputStream(piece);
        OutputStream out = new GZIPOutputStream(Files.newOutputStream(temporary))) {
      in.transferTo(out);
    }
    Files.setLastModifiedTime(temporary, modified);
    Files.move(
        temporary,
        piece.resolveSibling(piece.getFileName() + ".gz"),
        StandardCopyOption.ATOMIC_MOVE);
    Files.delete(piece);
  }
}

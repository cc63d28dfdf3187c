package dev.rearview.engine.scan;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Opens files for reading without leaving their root. */
final class SafeFiles {
  private static final int BUFFER = 64 * 1024;

  private SafeFiles() {}

  /** The file that a path leads to; null where it lies outside of the root. */
  static @Nullable Path inside(ScanRoot root, Path file) throws IOException {
    Path real = file.toRealPath();
    Path realRoot = root.path().toRealPath();
    return real.startsWith(realRoot) ? real : null;
  }

  /** Opens a piece wherever rotation has moved it to by now. */
  static FileChannel open(ScanRoot root, Piece piece) throws IOException {
    Path path = locate(piece);
    Path real = inside(root, path);
    if (real == null || !Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(path.toString(), null, "leads out of " + root.path());
    }
    return FileChannel.open(real, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  private static Path locate(Piece piece) throws IOException {
    if (piece.fileKey() == null || piece.fileKey().equals(key(piece.path()))) {
      return piece.path();
    }
    Path folder = piece.path().getParent();
    if (folder != null) {
      try (DirectoryStream<Path> siblings = Files.newDirectoryStream(folder)) {
        for (Path sibling : siblings) {
          if (piece.fileKey().equals(key(sibling))) {
            return sibling;
          }
        }
      }
    }
    throw new NoSuchFileException(piece.path().toString(), null, "was rotated away while reading");
  }

  private static @Nullable Object key(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  /** Offset behind the last newline that the piece has now; its size where that lies far back. */
  static long lastLineEnd(ScanRoot root, Piece piece) throws IOException {
    try (SeekableByteChannel channel = open(root, piece)) {
      long size = channel.size();
      long from = Math.max(0, size - BUFFER);
      ByteBuffer tail = ByteBuffer.allocate((int) (size - from));
      channel.position(from);
      while (tail.hasRemaining() && channel.read(tail) >= 0) {
        // reads on until the end that was seen
      }
      for (int i = tail.position() - 1; i >= 0; i--) {
        if (tail.get(i) == '\n') {
          return from + i + 1;
        }
      }
      return from == 0 ? 0 : size;
    }
  }

  /** Opens a piece's bytes, uncompressed. */
  static PieceBytes bytes(ScanRoot root, Piece piece) throws IOException {
    FileChannel channel = open(root, piece);
    if (!piece.gzip()) {
      return new FileBytes(channel);
    }
    try {
      InputStream bytes = Channels.newInputStream(channel);
      return new StreamBytes(new GZIPInputStream(new BufferedInputStream(bytes, BUFFER), BUFFER));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** A sentence's end for the report. */
  static String reason(Exception e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied";
      case NoSuchFileException gone ->
          gone.getReason() == null ? "does not exist" : gone.getReason();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}

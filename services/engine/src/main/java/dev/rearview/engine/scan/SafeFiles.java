package dev.rearview.engine.scan;

import dev.rearview.engine.encoding.Compression;
import dev.rearview.engine.encoding.FileEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
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

  /** Where a piece lies, wherever rotation has moved it to by now. */
  private static Path find(ScanRoot root, Piece piece) throws IOException {
    Path path = locate(piece);
    Path real = inside(root, path);
    if (real == null || !Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(path.toString(), null, "leads out of " + root.path());
    }
    return real;
  }

  private static FileChannel open(Path real) throws IOException {
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

  /**
   * Offset behind the last newline that the piece has now; its size where that lies far back; its
   * beginning where it is compressed, for such a piece is not written to.
   */
  static long lastLineEnd(ScanRoot root, Piece piece, ScanLimits limits) throws IOException {
    try (PieceBytes bytes = bytes(root, piece, limits)) {
      if (!(bytes instanceof FileBytes file)) {
        return bytes.mayGrow() ? lastLineEnd(bytes) : 0;
      }
      long size = file.size();
      long from = Math.max(0, size - BUFFER);
      byte[] tail = new byte[(int) (size - from)];
      int read = Math.max(0, file.read(from, tail, 0, tail.length));
      for (int i = read - 1; i >= 0; i--) {
        if (tail[i] == '\n') {
          return from + i + 1;
        }
      }
      return from == 0 ? 0 : size;
    }
  }

  private static long lastLineEnd(PieceBytes bytes) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long offset = 0;
    long lineEnd = 0;
    int read = bytes.read(offset, buffer, 0, BUFFER);
    while (read > 0) {
      for (int i = 0; i < read; i++) {
        lineEnd = buffer[i] == '\n' ? offset + i + 1 : lineEnd;
      }
      offset += read;
      read = bytes.read(offset, buffer, 0, BUFFER);
    }
    return lineEnd;
  }

  /**
   * Opens a piece's text: as it lies in the file where it can be searched so, else as it streams
   * out of it.
   */
  static PieceBytes bytes(ScanRoot root, Piece piece, ScanLimits limits) throws IOException {
    return text(open(find(root, piece)), null, piece, limits);
  }

  /** The same, for reading much of it. */
  static PieceBytes manyBytes(ScanRoot root, Piece piece, ScanLimits limits) throws IOException {
    if (!DirectReads.isWorthwhile()) {
      return bytes(root, piece, limits);
    }
    Path real = find(root, piece);
    DirectReads direct = DirectReads.open(real);
    FileChannel channel;
    try {
      channel = direct == null ? open(real) : FileChannel.open(direct.path());
    } catch (IOException | RuntimeException e) {
      close(direct);
      throw e;
    }
    return text(channel, direct, piece, limits);
  }

  private static PieceBytes text(
      FileChannel channel, @Nullable DirectReads direct, Piece piece, ScanLimits limits)
      throws IOException {
    try {
      FileEncoding encoding = encoding(channel, piece);
      if (encoding.isPlain()) {
        return new FileBytes(channel, direct);
      }
      InputStream text = encoding.open(Channels.newInputStream(channel), limits.inflation());
      close(direct);
      return new StreamBytes(text, !encoding.isCompressed());
    } catch (IOException | RuntimeException e) {
      close(direct);
      channel.close();
      throw e;
    }
  }

  private static void close(@Nullable DirectReads direct) {
    if (direct != null) {
      direct.close();
    }
  }

  private static FileEncoding encoding(FileChannel channel, Piece piece) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(FileEncoding.HEAD_BYTES);
    while (head.hasRemaining() && channel.read(head, head.position()) >= 0) {
      // reads on until there is enough, or no more
    }
    FileEncoding encoding = FileEncoding.of(head.array(), head.position());
    boolean named = Compression.ofName(String.valueOf(piece.path().getFileName())) != null;
    if (named && !encoding.isCompressed() && head.position() > 0) {
      throw new IOException("is named like a compressed file and does not begin like one");
    }
    return encoding;
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

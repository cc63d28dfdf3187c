package dev.rearview.engine.order;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where sorts put what does not fit into memory: a directory, and how many bytes of it may be used
 * by all sorts together. May be used by several threads.
 */
public final class SpillArea {
  /** Bytes of an area where nobody says how many. */
  public static final long STANDARD_BYTES = 4L << 30;

  /** No disk at all. */
  public static final SpillArea NONE = new SpillArea(Path.of("."), 0);

  private final Path directory;
  private final long maxBytes;
  private final AtomicLong used = new AtomicLong();

  /**
   * @param maxBytes of all files together; 0: nothing is spilled
   */
  public SpillArea(Path directory, long maxBytes) {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("a spill area of %,d bytes".formatted(maxBytes));
    }
    this.directory = directory;
    this.maxBytes = maxBytes;
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir", "."));
  }

  /**
   * As somebody has configured it.
   *
   * @param directory null: the folder for temporary files
   * @param maxBytes of all files together, 0 or more; 0: nothing is spilled
   * @throws IllegalArgumentException where it cannot be; begins with the name of the wrong value
   */
  public static SpillArea configured(@Nullable Path directory, long maxBytes) {
    if (maxBytes < 0) {
      throw new IllegalArgumentException(
          "spill bytes %d: expected a number of bytes, or 0 for no disk".formatted(maxBytes));
    }
    if (directory != null
        && maxBytes > 0
        && !(Files.isDirectory(directory) && Files.isWritable(directory))) {
      throw new IllegalArgumentException(
          "spill directory '%s': expected a folder that can be written".formatted(directory));
    }
    return new SpillArea(directory == null ? temporary() : directory, maxBytes);
  }

  public long maxBytes() {
    return maxBytes;
  }

  /** Bytes that are in use now. */
  public long used() {
    return used.get();
  }

  /** Whether so many more bytes may be written. */
  boolean reserve(long bytes) {
    long before = used.get();
    while (before + bytes <= maxBytes) {
      if (used.compareAndSet(before, before + bytes)) {
        return true;
      }
      before = used.get();
    }
    return false;
  }

  void release(long bytes) {
    used.addAndGet(-bytes);
  }

  /**
   * A new file that nobody else can open: its name is gone at once where the system allows it, so
   * that nothing is left over however the process ends, else when it is closed.
   */
  FileChannel open() throws IOException {
    Path file = Files.createTempFile(directory, "rearview-sort-", ".spill");
    try {
      FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      Files.deleteIfExists(file);
      return channel;
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }
}

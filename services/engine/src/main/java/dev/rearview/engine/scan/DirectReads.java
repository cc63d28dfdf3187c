package dev.rearview.engine.scan;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the page cache holds of a file straight into an array, where {@link
 * java.nio.channels.FileChannel} reads into memory of its own and copies it from there. Safe for
 * use by several threads.
 *
 * <p>While it reads, the garbage collector waits. So it reads only what the kernel says is at hand,
 * and little at once: 256 KiB take some 15 µs. Where the kernel cannot say it, as in network file
 * systems, nothing is read so.
 *
 * <p>It is only there on Linux on x86-64 and AArch64, in a native image, or where the process
 * allows native access ({@code --enable-native-access}).
 */
final class DirectReads implements Closeable {
  /** The kernel is asked once for so many bytes: files are read, and read ahead, in their order. */
  private static final long ASKED_BYTES = 1L << 20;

  private static final boolean IN_IMAGE =
      System.getProperty("org.graalvm.nativeimage.imagecode") != null;

  /**
   * So many bytes are copied in a process before it is worth it to link the system calls, with
   * which an image is linked already.
   */
  private static final long WORTH_BYTES = IN_IMAGE ? 0 : 1L << 30;

  private static final boolean AVAILABLE =
      System.getProperty("os.name").equals("Linux")
          && System.getProperty("os.arch").matches("amd64|aarch64")
          && (IN_IMAGE || DirectReads.class.getModule().isNativeAccessEnabled());

  private static final AtomicLong COPIED = new AtomicLong();

  private final int file;

  /** The owner and those that read. */
  private final AtomicInteger users = new AtomicInteger(1);

  /** Which of the file's {@link #ASKED_BYTES} were last found to be at hand. */
  private volatile long atHand = -1;

  /** Made when the first file is opened so. */
  private static final class Calls {
    static final SystemCalls MADE = AVAILABLE && IN_IMAGE ? new ImageCalls() : new LinkedCalls();
  }

  private DirectReads(int file) {
    this.file = file;
  }

  /** So many bytes were read otherwise. */
  static void copied(int bytes) {
    if (AVAILABLE && bytes > 0) {
      COPIED.addAndGet(bytes);
    }
  }

  /** Whether so much is read in this process that it is worth the effort. */
  static boolean isWorthwhile() {
    return AVAILABLE && COPIED.get() >= WORTH_BYTES;
  }

  /**
   * Opens a regular file.
   *
   * @param real its path, without links
   * @return null where there is no such file, or none is opened so
   */
  static @Nullable DirectReads open(Path real) throws IOException {
    int file = AVAILABLE ? opened(real) : -1;
    if (file < 0) {
      return null;
    }
    DirectReads reads = new DirectReads(file);
    boolean isFile = false;
    try {
      isFile = Files.isRegularFile(reads.path()) && reads.path().toRealPath().equals(real);
    } finally {
      if (!isFile) {
        reads.close();
      }
    }
    return isFile ? reads : null;
  }

  private static int opened(Path real) {
    try {
      return Calls.MADE.open(bytes(real));
    } catch (LinkageError e) {
      return -1; // a C library that lacks one of them
    }
  }

  /** The bytes of a path, as they are: characters cannot stand for all of them. */
  private static byte[] bytes(Path path) {
    String text = path.toUri().getRawPath();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%') {
        bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(text.charAt(i));
      }
    }
    return bytes.toByteArray();
  }

  /** A path to this very file, wherever it was moved to, until this is closed. */
  Path path() {
    return Path.of("/proc/self/fd/" + file);
  }

  /**
   * Reads some bytes.
   *
   * @param length small: the garbage collector waits
   * @return how many; 0 at the file's end; -1 where they are not at hand, or cannot be read
   */
  int read(long offset, byte[] into, int at, int length) {
    if (users.getAndUpdate(n -> n == 0 ? 0 : n + 1) == 0) {
      return -1;
    }
    try {
      return isAtHand(offset, offset + length - 1)
          ? Math.max(-1, Calls.MADE.read(file, offset, into, at, length))
          : -1;
    } finally {
      left();
    }
  }

  private boolean isAtHand(long first, long last) {
    long part = last / ASKED_BYTES;
    if (part == atHand) {
      return true;
    }
    int found = Calls.MADE.isAtHand(file, (part + 1) * ASKED_BYTES - 1);
    if (found > 0) {
      atHand = part;
    }
    return found > 0 || (found == 0 && Calls.MADE.isAtHand(file, first) >= 0);
  }

  private void left() {
    if (users.decrementAndGet() == 0) {
      Calls.MADE.close(file);
    }
  }

  /** To be called once. Who is reading ends that first. */
  @Override
  public void close() {
    left();
  }
}

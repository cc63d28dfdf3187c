package dev.rearview.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The time on processors of this process, by {@code clock_gettime(2)} in nanoseconds (the
 * platform's bean counts ticks of ten milliseconds), without what the just-in-time compiler's
 * threads took of it: in a resident process that is spent once. Garbage collection is included.
 */
public final class OwnCpu {
  private static final MethodHandle CLOCK = CLibrary.function("clock_gettime", "ia");
  private static final int CLOCK_PROCESS_CPUTIME_ID = 2;
  private static final Path THREADS = Path.of("/proc/self/task");

  private OwnCpu() {}

  /** Nanoseconds since the process began. */
  public static long nanos() {
    return processNanos() - compilerNanos();
  }

  private static long processNanos() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(2 * ValueLayout.JAVA_LONG.byteSize(), Long.BYTES);
      int error = (int) CLOCK.invokeExact(CLOCK_PROCESS_CPUTIME_ID, time);
      if (error != 0) {
        throw new IllegalStateException("clock_gettime gave " + error);
      }
      return time.getAtIndex(ValueLayout.JAVA_LONG, 0) * 1_000_000_000
          + time.getAtIndex(ValueLayout.JAVA_LONG, 1);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static long compilerNanos() {
    long nanos = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        nanos += compilerNanos(thread);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return nanos;
  }

  private static long compilerNanos(Path thread) throws IOException {
    try {
      return Files.readString(thread.resolve("comm")).contains("CompilerThre")
          ? Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0])
          : 0;
    } catch (IOException e) {
      if (Files.exists(thread)) {
        throw e;
      }
      return 0; // it has ended, so it is none of the compiler's
    }
  }
}

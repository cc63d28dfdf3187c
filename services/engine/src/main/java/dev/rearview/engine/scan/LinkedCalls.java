package dev.rearview.engine.scan;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * System calls by Java's foreign functions. To link them takes some 50 ms of processor time, once,
 * when one is made.
 */
final class LinkedCalls implements SystemCalls {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;

  private static final MethodHandle OPEN =
      link("open", INT, List.of(ADDRESS, INT), Linker.Option.firstVariadicArg(2));
  private static final MethodHandle CLOSE = link("close", INT, List.of(INT));
  private static final MethodHandle PREAD =
      link("pread", LONG, List.of(INT, ADDRESS, LONG, LONG), Linker.Option.critical(true));
  private static final MethodHandle PREADV2 =
      link("preadv2", LONG, List.of(INT, ADDRESS, INT, LONG, INT));

  /** A {@code struct iovec} for one byte that nobody looks at, and that byte. */
  private static final MemorySegment ONE_BYTE = oneByte();

  private static MethodHandle link(
      String name, ValueLayout result, List<MemoryLayout> arguments, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(result, arguments.toArray(MemoryLayout[]::new)),
        options);
  }

  private static MemorySegment oneByte() {
    long bytes = ADDRESS.byteSize() + LONG.byteSize();
    MemorySegment vector = Arena.global().allocate(bytes + 1, LONG.byteAlignment());
    vector.set(ADDRESS, 0, vector.asSlice(bytes));
    vector.set(LONG, ADDRESS.byteSize(), 1);
    return vector;
  }

  @Override
  public int open(byte[] path) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(path.length + 1L);
      MemorySegment.copy(path, 0, name, ValueLayout.JAVA_BYTE, 0, path.length);
      return (int) OPEN.invokeExact(name, OPEN_FLAGS);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  public void close(int file) {
    try {
      int ignored = (int) CLOSE.invokeExact(file);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  public int read(int file, long offset, byte[] into, int at, int length) {
    MemorySegment segment = MemorySegment.ofArray(into).asSlice(at, length);
    try {
      return (int) (long) PREAD.invokeExact(file, segment, (long) length, offset);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  public int isAtHand(int file, long offset) {
    try {
      return (int) (long) PREADV2.invokeExact(file, ONE_BYTE, 1, offset, RWF_NOWAIT);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static IllegalStateException unexpected(Throwable e) {
    return new IllegalStateException("a system call cannot throw", e);
  }
}

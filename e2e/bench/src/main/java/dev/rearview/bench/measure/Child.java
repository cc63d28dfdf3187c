package dev.rearview.bench.measure;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs a program to its end and takes what it cost from {@code wait4(2)}: the kernel's own account
 * in microseconds, which {@link Process} does not give. Linux with glibc on 64 bits.
 */
public final class Child {
  private static final MethodHandle ADD_OPEN =
      CLibrary.function("posix_spawn_file_actions_addopen", "aiaii");
  private static final MethodHandle INIT_ACTIONS =
      CLibrary.function("posix_spawn_file_actions_init", "a");
  private static final MethodHandle SPAWN = CLibrary.function("posix_spawnp", "aaaaaa");
  private static final MethodHandle WAIT = CLibrary.function("wait4", "iaia");

  private static final int SIZE_OF_ACTIONS = 256; // glibc's has 80 bytes
  private static final int SIZE_OF_USAGE = 256; // Linux's has 144 bytes
  private static final int READ_ONLY = 0;
  private static final int WRITE_CREATE_TRUNCATE = 01 | 0100 | 01000;
  private static final int PERMISSIONS = 0600;

  private Child() {}

  /**
   * What a run gave.
   *
   * @param exitCode as a shell shows it: above 128 where a signal ended it
   * @param peakBytes the largest resident size that was seen, 0 where it was not asked for
   */
  public record Result(Cost cost, int exitCode, long peakBytes) {}

  /** Where standard error goes where standard output goes to this file. */
  public static Path errors(Path output) {
    return Path.of(output + ".err");
  }

  /** Runs a command with its standard output in a file and its standard error beside it. */
  public static Result run(List<String> command, Path output) throws IOException {
    return run(command, output, false);
  }

  /**
   * As {@link #run}, and looks every fraction of a millisecond how large the process has become.
   * The kernel keeps the peak while it runs (VmHWM); what wait4 says of it afterwards would include
   * this process, which it was forked from.
   */
  public static Result runWatchingMemory(List<String> command, Path output) throws IOException {
    return run(command, output, true);
  }

  private static Result run(List<String> command, Path output, boolean watch) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      long begin = System.nanoTime();
      int pid = spawn(arena, command, output);
      AtomicLong peak = new AtomicLong();
      Thread watcher = Thread.ofPlatform().daemon().unstarted(() -> watch(pid, peak));
      if (watch) {
        watcher.start();
      }
      MemorySegment status = arena.allocate(ValueLayout.JAVA_INT);
      MemorySegment usage = arena.allocate(SIZE_OF_USAGE);
      int waited = (int) WAIT.invokeExact(pid, status, 0, usage);
      long wall = System.nanoTime() - begin;
      if (waited != pid) {
        throw new IOException("wait4 gave " + waited + " for " + command);
      }
      if (watch) {
        watcher.join();
      }
      return new Result(new Cost(cpuNanos(usage), wall), exitCode(status), peak.get());
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException("cannot run " + command, e);
    }
  }

  private static int spawn(Arena arena, List<String> command, Path output) throws Throwable {
    MemorySegment actions = arena.allocate(SIZE_OF_ACTIONS, Long.BYTES);
    int error = (int) INIT_ACTIONS.invokeExact(actions);
    MemorySegment nothing = arena.allocateFrom("/dev/null");
    MemorySegment file = arena.allocateFrom(output.toString());
    error |= (int) ADD_OPEN.invokeExact(actions, 0, nothing, READ_ONLY, 0);
    MemorySegment errors = arena.allocateFrom(errors(output).toString());
    error |= (int) ADD_OPEN.invokeExact(actions, 1, file, WRITE_CREATE_TRUNCATE, PERMISSIONS);
    error |= (int) ADD_OPEN.invokeExact(actions, 2, errors, WRITE_CREATE_TRUNCATE, PERMISSIONS);
    MemorySegment pid = arena.allocate(ValueLayout.JAVA_INT);
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("LC_ALL", "C"); // grep is slow where it must know of letters
    MemorySegment program = arena.allocateFrom(command.getFirst());
    error |=
        (int)
            SPAWN.invokeExact(
                pid,
                program,
                actions,
                MemorySegment.NULL,
                strings(arena, command),
                strings(arena, environment.entrySet().stream().map(Child::assignment).toList()));
    if (error != 0) {
      throw new IOException("cannot start " + command.getFirst() + ": error " + error);
    }
    return pid.get(ValueLayout.JAVA_INT, 0);
  }

  private static String assignment(Map.Entry<String, String> variable) {
    return variable.getKey() + "=" + variable.getValue();
  }

  private static MemorySegment strings(Arena arena, List<String> texts) {
    MemorySegment array = arena.allocate(ValueLayout.ADDRESS, texts.size() + 1L);
    for (int i = 0; i < texts.size(); i++) {
      array.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(texts.get(i)));
    }
    return array;
  }

  /**
   * User and kernel time: two pairs of seconds and microseconds at the beginning of {@code rusage}.
   */
  private static long cpuNanos(MemorySegment usage) {
    long seconds = usage.get(ValueLayout.JAVA_LONG, 0) + usage.get(ValueLayout.JAVA_LONG, 16);
    long micros = usage.get(ValueLayout.JAVA_LONG, 8) + usage.get(ValueLayout.JAVA_LONG, 24);
    return seconds * 1_000_000_000 + micros * 1_000;
  }

  private static int exitCode(MemorySegment status) {
    int word = status.get(ValueLayout.JAVA_INT, 0);
    return (word & 0x7f) == 0 ? word >> 8 & 0xff : 128 + (word & 0x7f);
  }

  private static void watch(int pid, AtomicLong peak) {
    Path status = Path.of("/proc/" + pid + "/status");
    try {
      while (true) {
        long seen = peakBytes(status);
        if (seen == 0) {
          return;
        }
        peak.accumulateAndGet(seen, Math::max);
        Thread.sleep(0, 200_000);
      }
    } catch (NoSuchFileException e) {
      // it has ended
    } catch (IOException | InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long peakBytes(Path status) throws IOException {
    for (String line : Files.readString(status, StandardCharsets.ISO_8859_1).split("\n")) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1_024;
      }
    }
    return 0;
  }
}

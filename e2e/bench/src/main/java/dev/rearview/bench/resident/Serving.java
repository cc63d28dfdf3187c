package dev.rearview.bench.resident;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rearview.bench.measure.OwnCpu;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;

/** The answering side: one request a line, until standard input ends. */
final class Serving {
  /** Answers one request and gives the exit code. */
  interface Answering {
    int answer(Request request) throws Exception;
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private Serving() {}

  static void serve(Answering answering) throws IOException {
    PrintStream replies = System.out;
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      Request request = JSON.readValue(line, Request.class);
      long wall = System.nanoTime();
      long cpu = OwnCpu.nanos();
      int exitCode = answer(answering, request);
      Reply reply =
          new Reply(exitCode, OwnCpu.nanos() - cpu, System.nanoTime() - wall, peakHeapBytes());
      replies.println(JSON.writeValueAsString(reply));
      replies.flush();
    }
  }

  private static int answer(Answering answering, Request request) {
    try {
      return answering.answer(request);
    } catch (Exception e) {
      System.err.println("bench: " + e);
      return 1;
    }
  }

  private static long peakHeapBytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
        .sum();
  }
}

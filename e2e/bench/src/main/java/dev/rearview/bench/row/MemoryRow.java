package dev.rearview.bench.row;

import dev.rearview.bench.contender.Form;
import dev.rearview.bench.contender.Reading;
import dev.rearview.bench.measure.Child;
import dev.rearview.bench.measure.Cost;
import dev.rearview.bench.measure.Quartiles;
import dev.rearview.bench.resident.Reply;
import dev.rearview.bench.resident.Resident;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The most memory for a small and for a large file: of the native command what is resident, of a
 * Java process, which is started anew for each, what its heap held at most of the 256 MiB that it
 * may.
 *
 * @param smallShare how many times the large file is larger
 */
record MemoryRow(String query, String statement, int smallShare, MadeFile file) implements Row {
  private static final int HEAP_MIB = 256;
  private static final int THREADS = 2;
  private static final double GOAL_MIB = 64;

  /** Makes a file of some bytes. */
  interface MadeFile {
    Path of(Bench bench, long bytes) throws IOException;
  }

  @Override
  public void measure(Bench bench) throws IOException {
    for (long bytes : new long[] {bench.large() / smallShare, bench.large()}) {
      Path made = file.of(bench, bytes);
      String asked = "%s, %,d MiB".formatted(query, bytes >> 20);
      List<String> arguments =
          Form.arguments(statement, List.of(made), THREADS, Reading.ROWS.format());
      Path output = bench.data().answer("memory");
      try (Resident fresh = Resident.engine(HEAP_MIB)) {
        Reply reply = fresh.ask(arguments, output);
        Cost cost = new Cost(reply.cpuNanos(), reply.wallNanos());
        bench.lines().accept(line(asked, "resident", cost, reply.peakHeapBytes(), null));
      }
      if (bench.nativeCommand() != null) {
        List<String> command = new ArrayList<>(List.of(bench.nativeCommand().toString()));
        command.addAll(arguments);
        Child.Result result = Child.runWatchingMemory(command, output);
        Goal goal = Goal.atMost(GOAL_MIB);
        bench.lines().accept(line(asked, "native", result.cost(), result.peakBytes(), goal));
      }
    }
  }

  private static Line line(
      String asked,
      String form,
      Cost cost,
      long bytes,
      @org.jspecify.annotations.Nullable Goal goal) {
    Quartiles figure = Quartiles.of(List.of((double) bytes / (1 << 20)));
    return new Line(asked, form, cost, "", null, figure, "MiB", goal, "");
  }
}

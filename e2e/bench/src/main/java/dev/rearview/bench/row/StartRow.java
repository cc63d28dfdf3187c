package dev.rearview.bench.row;

import dev.rearview.bench.contender.Form;
import dev.rearview.bench.contender.Reading;
import dev.rearview.bench.measure.Child;
import dev.rearview.bench.measure.Cost;
import dev.rearview.bench.measure.Quartiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small file with the native command: milliseconds from start to exit, and the most memory. */
record StartRow(String query, String statement, ComparedRow.Files files) implements Row {
  private static final int TIMES = 20;
  private static final double GOAL_MS = 10;
  private static final double GOAL_MIB = 64;

  @Override
  public void measure(Bench bench) throws IOException {
    if (bench.nativeCommand() == null) {
      return;
    }
    List<String> command = new ArrayList<>(List.of(bench.nativeCommand().toString()));
    List<Path> read = files.of(bench);
    command.addAll(Form.arguments(statement, read, 2, Reading.ROWS.format()));
    Path output = bench.data().answer("start");
    List<Cost> costs = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    List<Double> sizes = new ArrayList<>();
    Child.run(command, output);
    for (int i = 0; i < TIMES; i++) {
      Cost cost = Child.run(command, output).cost();
      costs.add(cost);
      times.add(cost.wallNanos() / 1e6);
      sizes.add((double) Child.runWatchingMemory(command, output).peakBytes() / (1 << 20));
    }
    Cost median = Bench.median(costs);
    bench
        .lines()
        .accept(
            new Line(
                query + ": time",
                "native",
                median,
                "",
                null,
                Quartiles.of(times),
                "ms",
                Goal.atMost(GOAL_MS),
                ""));
    bench
        .lines()
        .accept(
            new Line(
                query + ": memory",
                "native",
                median,
                "",
                null,
                Quartiles.of(sizes),
                "MiB",
                Goal.atMost(GOAL_MIB),
                ""));
  }
}

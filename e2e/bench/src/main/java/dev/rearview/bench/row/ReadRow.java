package dev.rearview.bench.row;

import dev.rearview.bench.measure.Cost;
import dev.rearview.bench.measure.Quartiles;
import dev.rearview.bench.resident.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The physical limit: the file is read and nothing is done with it. */
record ReadRow(String query, ComparedRow.Files files) implements Row {

  @Override
  public void measure(Bench bench) throws IOException {
    Path file = files.of(bench).getFirst();
    List<Cost> costs = new ArrayList<>();
    List<Double> speeds = new ArrayList<>();
    bench.resident().read(file);
    for (int i = 0; i < bench.runs(); i++) {
      Reply reply = bench.resident().read(file);
      costs.add(new Cost(reply.cpuNanos(), reply.wallNanos()));
      speeds.add((double) java.nio.file.Files.size(file) / reply.cpuNanos());
    }
    bench
        .lines()
        .accept(
            new Line(
                query,
                "read()",
                Bench.median(costs),
                "",
                null,
                Quartiles.of(speeds),
                "GB/s",
                null,
                ""));
  }
}

package dev.rearview.bench.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rearview.bench.contender.Form;
import dev.rearview.bench.measure.Child;
import dev.rearview.bench.measure.Cost;
import dev.rearview.bench.measure.Quartiles;
import dev.rearview.bench.resident.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An export verified: hashes, chain and tree of all its events, by one thread. */
record VerifyRow(String query) implements Row {
  private static final int WARM_UPS = 2;
  private static final int MOST_RUNS = 5;
  private static final int NOT_HELD = 3;
  private static final Goal GOAL = Goal.atLeast(300_000);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void measure(Bench bench) throws IOException {
    Path output = bench.data().answer("verify");
    List<String> arguments =
        List.of("verify", "--from-dump", bench.data().events().toString(), "--format", "json");
    for (Form form : bench.forms()) {
      for (int i = 0; i < WARM_UPS; i++) {
        run(bench, form, arguments, output);
      }
      JsonNode world = JSON.readTree(output.toFile()).at("/worlds/0");
      String wrong = world.path("valid").asBoolean() ? "" : "a whole log is called damaged";
      List<Cost> costs = new ArrayList<>();
      List<Double> speeds = new ArrayList<>();
      for (int i = 0; i < Math.min(MOST_RUNS, bench.runs()); i++) {
        Cost cost = run(bench, form, arguments, output);
        costs.add(cost);
        speeds.add(world.path("checked").asLong() / (cost.cpuNanos() / 1e9));
      }
      bench
          .lines()
          .accept(
              new Line(
                  query,
                  form.name(),
                  Bench.median(costs),
                  "",
                  null,
                  Quartiles.of(speeds),
                  "events/s",
                  GOAL,
                  wrong));
    }
  }

  private static Cost run(Bench bench, Form form, List<String> arguments, Path output)
      throws IOException {
    int exitCode;
    Cost cost;
    switch (form) {
      case Form.Warm(var resident) -> {
        Reply reply = resident.ask(arguments, output);
        exitCode = reply.exitCode();
        cost = new Cost(reply.cpuNanos(), reply.wallNanos());
      }
      case Form.Native(Path command) -> {
        List<String> all = new ArrayList<>(List.of(command.toString()));
        all.addAll(arguments);
        Child.Result result = Child.run(all, output);
        exitCode = result.exitCode();
        cost = result.cost();
      }
    }
    if (exitCode != NOT_HELD) {
      throw new IOException(
          "verifying ended with %d, see %s".formatted(exitCode, Child.errors(output)));
    }
    return cost;
  }
}

package dev.rearview.bench.row;

import dev.rearview.bench.contender.Answer;
import dev.rearview.bench.contender.Contender;
import dev.rearview.bench.contender.Form;
import dev.rearview.bench.contender.Reading;
import dev.rearview.bench.measure.Cost;
import dev.rearview.bench.measure.Quartiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The time until an answer is there, on two processors, all that it takes included.
 *
 * @param right the right answer, known from how the data was made
 * @param seconds the goal
 */
record TimedRow(
    String query,
    String statement,
    ComparedRow.Files files,
    Reading reading,
    RightAnswer right,
    double seconds)
    implements Row {
  private static final int THREADS = 2;
  private static final int MOST_RUNS = 3;
  private static final ToDoubleFunction<Cost> SECONDS = cost -> cost.wallNanos() / 1e9;

  /** Knows the right answer. */
  interface RightAnswer {
    Answer of(Bench bench);
  }

  @Override
  public void measure(Bench bench) throws IOException {
    List<Path> read = files.of(bench);
    Path output = bench.data().answer("timed");
    for (Form form : bench.forms()) {
      Contender engine = form.asking(statement, read, THREADS, reading);
      engine.answer(output);
      String wrong = engine.read(output).difference(right.of(bench), 0);
      List<Cost> costs = new ArrayList<>();
      for (int i = 0; i < Math.min(MOST_RUNS, bench.runs()); i++) {
        costs.add(engine.answer(output));
      }
      Quartiles figure = Quartiles.of(costs.stream().mapToDouble(SECONDS).boxed().toList());
      Goal goal = Goal.atMost(seconds);
      bench
          .lines()
          .accept(
              new Line(
                  query, form.name(), Bench.median(costs), "", null, figure, "s", goal, wrong));
    }
  }
}

package dev.rearview.bench.row;

import dev.rearview.bench.contender.Contender;
import dev.rearview.bench.contender.Form;
import dev.rearview.bench.contender.Reading;
import dev.rearview.bench.measure.Cost;
import dev.rearview.bench.measure.Quartiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How much sooner two threads answer than one. */
record ThreadsRow(String query, String statement, ComparedRow.Files files, double goal)
    implements Row {

  @Override
  public void measure(Bench bench) throws IOException {
    List<Path> read = files.of(bench);
    Path output = bench.data().answer("threads");
    for (Form form : bench.forms()) {
      Alternating runs = new Alternating();
      Contender alone = form.asking(statement, read, 1, Reading.ROWS);
      Contender two = form.asking(statement, read, 2, Reading.ROWS);
      int first = runs.add(alone, form.warmUps(), output);
      int second = runs.add(two, form.warmUps(), output);
      alone.answer(output);
      var right = alone.read(output);
      two.answer(output);
      String wrong = two.read(output).difference(right, 0.01);
      runs.run(bench.runs(), output);
      List<Cost> one = runs.costs(first);
      List<Cost> both = runs.costs(second);
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < one.size(); i++) {
        ratios.add((double) one.get(i).wallNanos() / both.get(i).wallNanos());
      }
      bench
          .lines()
          .accept(
              new Line(
                  query,
                  form.name(),
                  Bench.median(both),
                  "one thread",
                  Bench.median(one),
                  Quartiles.of(ratios),
                  "× as fast",
                  Goal.atLeast(goal),
                  wrong));
    }
  }
}

package dev.rearview.bench.row;

import dev.rearview.bench.contender.Contender;
import dev.rearview.bench.measure.Cost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures several contenders in turn, so that what disturbs the machine disturbs all of them. */
final class Alternating {
  /** Warming up ends when it has taken this long. */
  private static final long WARM_UP_NANOS = 6_000_000_000L;

  private final List<Contender> contenders = new ArrayList<>();
  private final List<List<Cost>> costs = new ArrayList<>();

  /** Adds a contender after asking it so many times at most; gives its place. */
  int add(Contender contender, int warmUps, Path output) throws IOException {
    long spent = 0;
    for (int i = 0; i < warmUps && spent < WARM_UP_NANOS; i++) {
      spent += contender.answer(output).wallNanos();
    }
    contenders.add(contender);
    costs.add(new ArrayList<>());
    return contenders.size() - 1;
  }

  void run(int times, Path output) throws IOException {
    for (int i = 0; i < times; i++) {
      for (int j = 0; j < contenders.size(); j++) {
        costs.get(j).add(contenders.get(j).answer(output));
      }
    }
  }

  List<Cost> costs(int contender) {
    return costs.get(contender);
  }
}

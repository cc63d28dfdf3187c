package dev.rearview.bench.row;

import dev.rearview.bench.contender.Contender;
import dev.rearview.bench.measure.Cost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures several contenders in turn, so that what disturbs the machine disturbs all of them. */
final class Alternating {
  /** Where an answer takes longer than this, warming up ends early. */
  private static final long LONG_NANOS = 4_000_000_000L;

  private final List<Contender> contenders = new ArrayList<>();
  private final List<List<Cost>> costs = new ArrayList<>();

  /** Adds a contender after asking it so many times; gives its place. */
  int add(Contender contender, int warmUps, Path output) throws IOException {
    long spent = 0;
    for (int i = 0; i < warmUps && spent < LONG_NANOS * 2; i++) {
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

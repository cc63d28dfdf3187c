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
import java.util.Optional;

/**
 * The time on a processor of one thread against that of a peer.
 *
 * @param peers who answers it too; the first that is there is the one that the goals are for
 * @param tolerance of estimates in the answer, relative
 */
record ComparedRow(
    String query,
    String statement,
    Files files,
    List<PeerOf> peers,
    Reading reading,
    double tolerance,
    Goals goals)
    implements Row {

  /** The files that are asked. */
  interface Files {
    List<Path> of(Bench bench) throws IOException;
  }

  /** A peer over the first of the files; nothing where it is not there. */
  interface PeerOf {
    Optional<Contender> of(Bench bench, Path file) throws IOException;
  }

  @Override
  public void measure(Bench bench) throws IOException {
    List<Path> read = files.of(bench);
    Path output = bench.data().answer("compared");
    Alternating runs = new Alternating();
    List<Contender> others = new ArrayList<>();
    for (PeerOf peer : peers) {
      peer.of(bench, read.getFirst()).ifPresent(others::add);
    }
    if (others.isEmpty()) {
      bench.say().accept(query + ": its peer is not there, it is left out");
      return;
    }
    for (Contender other : others) {
      runs.add(other, 1, output);
    }
    Answer right = others.getFirst().read(answered(others.getFirst(), output));
    List<String> wrong = new ArrayList<>();
    for (Form form : bench.forms()) {
      Contender engine = form.asking(statement, read, 1, reading);
      runs.add(engine, form.warmUps(), output);
      wrong.add(engine.read(answered(engine, output)).difference(right, tolerance));
    }
    runs.run(bench.runs(), output);
    for (int i = 0; i < bench.forms().size(); i++) {
      Form form = bench.forms().get(i);
      for (int j = 0; j < others.size(); j++) {
        bench
            .lines()
            .accept(line(runs, form, i + others.size(), others.get(j).name(), j, wrong.get(i)));
      }
    }
  }

  private static Path answered(Contender contender, Path output) throws IOException {
    contender.answer(output);
    return output;
  }

  private Line line(
      Alternating runs, Form form, int place, String peer, int peerPlace, String wrong) {
    List<Cost> ours = runs.costs(place);
    List<Cost> theirs = runs.costs(peerPlace);
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      ratios.add((double) ours.get(i).cpuNanos() / theirs.get(i).cpuNanos());
    }
    return new Line(
        query,
        form.name(),
        Bench.median(ours),
        peer,
        Bench.median(theirs),
        Quartiles.of(ratios),
        "×",
        peerPlace == 0 ? goals.of(form) : null,
        wrong);
  }
}

package dev.rearview.bench.contender;

import dev.rearview.bench.measure.Cost;
import java.io.IOException;
import java.nio.file.Path;

/** Somebody who can answer one certain question, again and again. */
public interface Contender {
  /** As the table names it. */
  String name();

  /**
   * Answers once.
   *
   * @param output where the answer goes
   * @throws IOException also where it fails
   */
  Cost answer(Path output) throws IOException;

  /** Reads an answer of its own back. */
  Answer read(Path output) throws IOException;
}

package dev.rearview.bench.row;

import java.io.IOException;

/** Something that is measured. */
public interface Row {
  /** What is asked. */
  String query();

  /** Measures it and gives the lines to the bench. */
  void measure(Bench bench) throws IOException;
}

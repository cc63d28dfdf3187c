package dev.rearview.engine.pattern;

import java.nio.IntBuffer;

/**
 * Takes bytes one by one: reads the letters that they are, and lets a {@link Simulation} take them.
 */
final class Steps {
  private final boolean lines;
  private final Simulation simulation;
  private final Utf8 utf8;
  private final int replacement;
  private final int carriageReturn;
  private final int afterCarriageReturn;
  private final boolean losable;
  private int node;

  /**
   * @param utf8 reads the program's letters
   * @param lines whether each line is a text, and "\n" or "\r\n" ends it
   */
  Steps(Program program, Utf8 utf8, boolean lines) {
    this.utf8 = utf8;
    this.lines = lines;
    simulation = new Simulation(program);
    Letters letters = program.letters();
    replacement = letters.of(CodePoints.REPLACEMENT);
    carriageReturn = letters.of('\r');
    afterCarriageReturn = utf8.size();
    losable = lines || !program.looksAtLines();
  }

  /** Begins a text; whether the pattern is found already. */
  boolean start() {
    node = Utf8.ROOT;
    return simulation.start();
  }

  /** Where it is, to go back to. */
  Table.Kept kept() {
    Threads threads = simulation.threads();
    return new Table.Kept(IntBuffer.wrap(threads.toArray()), threads.place(), node);
  }

  void restore(Table.Kept kept) {
    simulation.restore(kept.threads().array(), kept.place());
    node = kept.node();
  }

  /** Takes a byte; whether the pattern is found in the text that it stands in or ends. */
  boolean take(int b) {
    if (node == afterCarriageReturn) {
      if (b == '\n') {
        return endLine();
      }
      node = Utf8.ROOT;
      if (simulation.take(carriageReturn)) {
        return true;
      }
    }
    while (utf8.from(node, b) == Utf8.BROKEN) {
      boolean alone = node == Utf8.ROOT;
      node = Utf8.ROOT;
      if (simulation.take(replacement)) {
        return true;
      }
      if (alone) {
        return false;
      }
    }
    if (lines && b == '\n') {
      return endLine();
    }
    if (lines && b == '\r') {
      node = afterCarriageReturn;
      return false;
    }
    int target = utf8.from(node, b);
    if (Utf8.isLetter(target)) {
      node = Utf8.ROOT;
      return simulation.take(Utf8.letter(target));
    }
    node = target;
    return false;
  }

  private boolean endLine() {
    if (simulation.end()) {
      return true;
    }
    start(); // finds nothing: else there had been nothing to read
    return false;
  }

  /** Ends the text; whether the pattern is found in it. */
  boolean end() {
    if (node != Utf8.ROOT
        && simulation.take(node == afterCarriageReturn ? carriageReturn : replacement)) {
      return true;
    }
    return simulation.end();
  }

  /** Whether the pattern cannot be found any more in this text. */
  boolean isLost() {
    return losable && node == Utf8.ROOT && simulation.threads().count() == 0;
  }

  /** How many threads were looked at so far. */
  long work() {
    return simulation.work();
  }
}

package dev.rearview.engine.pattern;

/**
 * Runs a {@link Program} over letters, all its threads at once, from every place of the text.
 * Counts its work. For one thread at a time.
 */
final class Simulation {
  private final Program program;
  private final int newline;
  private final boolean[] isWord;
  private Threads now;
  private Threads after;
  private long work;

  Simulation(Program program) {
    this.program = program;
    now = new Threads(program);
    after = new Threads(program);
    newline = program.letters().of('\n');
    isWord = new boolean[program.letters().size()];
    if (program.looksAtWords()) {
      for (int letter : program.letters().of(CodePoints.WORD)) {
        isWord[letter] = true;
      }
    }
  }

  /** Begins a text; whether the pattern is found already. */
  boolean start() {
    now.clear(Threads.TEXT_START | Threads.LINE_START);
    now.add(program.start());
    return now.matched();
  }

  /** Goes back to threads that were kept. */
  void restore(int[] threads, int place) {
    now.restore(threads, place);
  }

  /** Takes a letter; whether the pattern is found before or after it. */
  boolean take(int letter) {
    work += now.count() + 1;
    now.look(false, letter == newline, isWord[letter]);
    if (now.matched()) {
      return true;
    }
    after.clear(
        (letter == newline ? Threads.LINE_START : 0) | (isWord[letter] ? Threads.AFTER_WORD : 0));
    now.take(letter, after);
    after.add(program.start());
    Threads done = now;
    now = after;
    after = done;
    return now.matched();
  }

  /** Whether the pattern is found if the text ends here. */
  boolean end() {
    work += now.count() + 1;
    now.look(true, false, false);
    return now.matched();
  }

  /** The threads at this place. */
  Threads threads() {
    return now;
  }

  /** How many threads were looked at so far. */
  long work() {
    return work;
  }
}

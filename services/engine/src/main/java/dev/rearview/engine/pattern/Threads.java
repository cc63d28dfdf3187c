package dev.rearview.engine.pattern;

import dev.rearview.engine.pattern.Syntax.Kind;
import java.util.Arrays;

/**
 * Where in a {@link Program} a search is: the instructions that may come next, all those reached
 * without taking a letter included. One that asks what follows waits among them for the next
 * letter.
 */
final class Threads {
  static final int TEXT_START = 1;
  static final int LINE_START = 2;
  static final int AFTER_WORD = 4;

  private final Program program;
  private final int[] operations;
  private final int[] next;
  private final int[] list;
  private final int[] seen;
  private final int[] stack;
  private int count;
  private int round;
  private int place;
  private boolean matched;
  private boolean waiting;

  Threads(Program program) {
    this.program = program;
    operations = program.operations();
    next = program.next();
    list = new int[program.size()];
    seen = new int[program.size()];
    stack = new int[program.size() + 1];
  }

  /**
   * No threads.
   *
   * @param place what holds of the place between the letter before and the next: {@link
   *     #TEXT_START}, {@link #LINE_START}, {@link #AFTER_WORD}
   */
  void clear(int place) {
    this.place = place;
    count = 0;
    round++;
    matched = false;
    waiting = false;
  }

  /** The threads that were kept as {@link #toArray}, for the place that was kept with them. */
  void restore(int[] kept, int place) {
    clear(place);
    for (int instruction : kept) {
      seen[instruction] = round;
      list[count++] = instruction;
      waiting |= operations[instruction] < 0;
    }
  }

  /** Adds a thread and all that it leads to without taking a letter. */
  void add(int instruction) {
    int depth = 0;
    stack[depth++] = instruction;
    while (depth > 0) {
      int at = stack[--depth];
      if (seen[at] == round) {
        continue;
      }
      seen[at] = round;
      if (operations[at] >= 0) {
        list[count++] = at;
      } else if (operations[at] == Program.SPLIT) {
        stack[depth++] = program.other(at);
        stack[depth++] = next[at];
      } else if (at == Program.MATCH) {
        matched = true;
      } else if (holds(program.kind(at))) {
        stack[depth++] = next[at];
      } else if (asksWhatFollows(program.kind(at))) {
        list[count++] = at;
        waiting = true;
      }
    }
  }

  private boolean holds(Kind kind) {
    return kind == Kind.TEXT_START && (place & TEXT_START) != 0
        || kind == Kind.LINE_START && (place & LINE_START) != 0;
  }

  private static boolean asksWhatFollows(Kind kind) {
    return kind != Kind.TEXT_START && kind != Kind.LINE_START;
  }

  /** Lets those go on that waited to see what follows. */
  void look(boolean textEnds, boolean newlineFollows, boolean wordFollows) {
    if (!waiting) {
      return;
    }
    boolean edge = wordFollows != ((place & AFTER_WORD) != 0);
    for (int i = 0; i < count; i++) { // it grows meanwhile
      if (operations[list[i]] < 0) {
        boolean holds =
            switch (program.kind(list[i])) {
              case TEXT_END -> textEnds;
              case LINE_END -> textEnds || newlineFollows;
              case WORD_EDGE -> edge;
              default -> !edge;
            };
        if (holds) {
          add(next[list[i]]);
        }
      }
    }
  }

  /** Adds to others where those go on that take this letter. */
  void take(int letter, Threads others) {
    long[][] members = program.members();
    for (int i = 0; i < count; i++) {
      int set = operations[list[i]];
      if (set >= 0 && (members[set][letter >> 6] >>> letter & 1) != 0) {
        others.addNext(next[list[i]]);
      }
    }
  }

  /** As {@link #add}, short where the thread leads to no other. */
  private void addNext(int instruction) {
    if (operations[instruction] < 0) {
      add(instruction);
    } else if (seen[instruction] != round) {
      seen[instruction] = round;
      list[count++] = instruction;
    }
  }

  /** Whether one of them is done. */
  boolean matched() {
    return matched;
  }

  int count() {
    return count;
  }

  /** What of the place matters to those that wait. */
  int place() {
    return waiting ? place : 0;
  }

  /** The threads in rising order. */
  int[] toArray() {
    int[] kept = Arrays.copyOf(list, count);
    Arrays.sort(kept);
    return kept;
  }
}

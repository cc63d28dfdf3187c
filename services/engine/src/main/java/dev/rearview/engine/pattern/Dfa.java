package dev.rearview.engine.pattern;

/**
 * A pattern's automaton over bytes, whose states are made when they are met. Any number of threads
 * may use it at once: what has been made is read without a lock, and what is not yet seen of
 * another thread's work is only looked up again.
 *
 * <p>A state is where a {@link Simulation} is, and which bytes of a character have been read. When
 * there are too many of them all are forgotten and a new {@link Table} begins; a text that makes
 * states faster than it uses them is read by a simulation alone. Either way no byte costs more than
 * the program is long.
 */
final class Dfa {
  /** What it takes for one text. */
  enum Reads {
    /** The whole stretch. */
    TEXT,
    /** Each line, without the newline, or carriage return and newline, that ends it. */
    LINES
  }

  /** How many states are kept unless a test says otherwise. */
  static final int MOST_STATES = 4096;

  /** In place of a state: found. */
  static final int FOUND = -1;

  /** In place of a state: cannot be found any more in this text. */
  static final int LOST = -2;

  /** States made in one search before it is asked whether they are worth it. */
  private static final int PATIENCE = 512;

  private final boolean lines;
  private final Program program;
  private final Utf8 utf8;
  private final Steps maker;
  private final int mostStates;
  private final boolean foundAtStart;
  private volatile Table current;
  private long simulated;

  /** Where a byte led. */
  record Place(Table table, int state) {}

  Dfa(Program program, Reads reads, int mostStates) {
    lines = reads == Reads.LINES;
    this.program = program;
    this.mostStates = mostStates;
    utf8 = new Utf8(program.letters());
    maker = new Steps(program, utf8, lines);
    foundAtStart = maker.start();
    current = new Table(mostStates, maker.kept());
  }

  /**
   * Looks for the first text in which the pattern is found. (Where it reads lines and there are
   * none, the answer is of no use.)
   *
   * @return a place not before the start of that text and not after its end (so it may be {@code
   *     to}), -1 where there is none
   */
  int find(byte[] bytes, int from, int to) {
    if (foundAtStart) {
      return from;
    }
    Table table = current;
    return find(table, table.start, bytes, from, to);
  }

  /** As {@link #find(byte[], int, int)}, going on within a text, or where a line starts. */
  int find(Table firstTable, int firstState, byte[] bytes, int from, int to) {
    Table table = firstTable;
    int state = firstState;
    int made = 0;
    int at = from;
    while (true) {
      long reached = run(table.next, bytes, at, to, state);
      at = (int) (reached >>> 32);
      state = (int) reached;
      if (at == to) {
        return isFoundAtEnd(table, state, bytes, from, to) ? to : -1;
      }
      int known = table.next[state + (bytes[at] & 0xFF)];
      if (known == Table.UNKNOWN) {
        if (++made > PATIENCE && made > (at - from) / 4) {
          return simulate(table.kept(state), bytes, at, to);
        }
        Place place = make(table, state, bytes[at] & 0xFF);
        table = place.table;
        known = place.state;
      }
      if (known == FOUND) {
        return at;
      }
      if (known == LOST) {
        at = lines ? Lines.end(bytes, at, to) : to;
        if (at == to) {
          return -1;
        }
        known = table.start;
      }
      state = known;
      at++;
    }
  }

  /** Reads on as long as it leads to states; place and state, packed. */
  private static long run(int[] next, byte[] bytes, int from, int to, int first) {
    int state = first;
    int at = from;
    while (at < to) {
      int then = next[state + (bytes[at] & 0xFF)];
      if (then < 0) {
        break;
      }
      state = then;
      at++;
    }
    return (long) at << 32 | state;
  }

  /** Whether the empty text has it, so that nothing needs to be read. */
  boolean isFoundAtStart() {
    return foundAtStart;
  }

  /** The table that is made now. */
  Table table() {
    return current;
  }

  /** Where a byte leads, which is made if need be. */
  synchronized Place make(Table table, int state, int b) {
    int cell = state + b; // another thread may have made it: then it is made again, the same
    maker.restore(table.kept(state));
    if (maker.take(b)) {
      table.next[cell] = FOUND;
      return new Place(table, FOUND);
    }
    if (maker.isLost()) {
      table.next[cell] = LOST;
      return new Place(table, LOST);
    }
    Table.Kept kept = maker.kept();
    if (current.isFull()) {
      maker.start();
      current = new Table(mostStates, maker.kept());
    }
    int made = current.state(kept);
    if (current == table) {
      table.next[cell] = made;
    }
    return new Place(current, made);
  }

  /** Whether it is found in the text that ends at {@code to}, in this state. */
  synchronized boolean isFoundAtEnd(Table table, int state, byte[] bytes, int from, int to) {
    if (isAfterLine(bytes, from, to)) {
      return false;
    }
    if (table.end(state) == 0) {
      maker.restore(table.kept(state));
      table.setEnd(state, maker.end());
    }
    return table.end(state) == 2;
  }

  /** Whether {@code to} is no line's end but only where the next would start. */
  private boolean isAfterLine(byte[] bytes, int from, int to) {
    return lines && (from == to || bytes[to - 1] == '\n');
  }

  private int simulate(Table.Kept kept, byte[] bytes, int from, int to) {
    Steps steps = new Steps(program, utf8, lines);
    steps.restore(kept);
    int at = from;
    boolean found = false;
    while (at < to && !found) {
      found = steps.take(bytes[at] & 0xFF);
      at += found ? 0 : 1;
    }
    if (!found && !isAfterLine(bytes, from, to)) {
      found = steps.end();
    }
    synchronized (this) {
      simulated += steps.work();
    }
    return found ? at : -1;
  }

  /** How many threads were looked at so far. */
  synchronized long work() {
    return maker.work() + simulated;
  }
}

package dev.rearview.engine.pattern;

/**
 * Looks with an automaton, in four stretches at once: one alone waits for each load from its table
 * before it can begin the next.
 */
final class DfaFinder implements Finder {
  private static final int STREAMS = 4;

  /** Shorter than this it is not worth the while to divide. */
  private static final int SHORTEST = 2 << 10;

  private static final int LONGEST = 64 << 10;

  private final Dfa dfa;
  private final boolean divisible;
  private final int[] at = new int[STREAMS];
  private final int[] end = new int[STREAMS];
  private final int[] state = new int[STREAMS];
  private int window = SHORTEST;

  /**
   * @param divisible whether the automaton, after a newline, is where it started
   */
  DfaFinder(Dfa dfa, boolean divisible) {
    this.dfa = dfa;
    this.divisible = divisible && !dfa.isFoundAtStart();
  }

  @Override
  public int find(byte[] buffer, int from, int to) {
    int start = from;
    while (divisible && to - start >= SHORTEST) {
      int stop = Lines.start(buffer, Math.min(to, start + window), start);
      if (stop == start) {
        break; // a line longer than the window
      }
      int found = inWindow(buffer, start, stop);
      if (found >= 0) {
        window = Math.clamp((found - from) * 2L, SHORTEST / 4, LONGEST);
        return found;
      }
      start = stop;
      window = Math.min(2 * window, LONGEST);
    }
    return start == to ? -1 : Math.min(dfa.find(buffer, start, to), to - 1);
  }

  private int inWindow(byte[] buffer, int from, int to) {
    if (to - from < SHORTEST) {
      return dfa.find(buffer, from, to);
    }
    Table table = dfa.table();
    int last = from;
    for (int i = 0; i < STREAMS; i++) {
      at[i] = last;
      state[i] = table.start;
      int cut = from + (int) ((long) (to - from) * (i + 1) / STREAMS);
      last = i == STREAMS - 1 ? to : Lines.start(buffer, cut, last);
      end[i] = last;
    }
    for (int steps = shortest(); steps > 0; steps = shortest()) {
      together(table.next, buffer, steps);
      if (!aside(table, buffer)) {
        break;
      }
    }
    for (int i = 0; i < STREAMS; i++) {
      int found = dfa.find(table, state[i], buffer, at[i], end[i]);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }

  private int shortest() {
    int steps = end[0] - at[0];
    for (int i = 1; i < STREAMS; i++) {
      steps = Math.min(steps, end[i] - at[i]);
    }
    return steps;
  }

  /** Takes at most so many bytes in each stream, until one of them does not lead to a state. */
  private void together(int[] next, byte[] buffer, int steps) {
    int at0 = at[0];
    int at1 = at[1];
    int at2 = at[2];
    int at3 = at[3];
    int state0 = state[0];
    int state1 = state[1];
    int state2 = state[2];
    int state3 = state[3];
    int i = 0;
    for (; i < steps; i++) {
      int next0 = next[state0 + (buffer[at0 + i] & 0xFF)];
      int next1 = next[state1 + (buffer[at1 + i] & 0xFF)];
      int next2 = next[state2 + (buffer[at2 + i] & 0xFF)];
      int next3 = next[state3 + (buffer[at3 + i] & 0xFF)];
      if ((next0 | next1 | next2 | next3) < 0) {
        break;
      }
      state0 = next0;
      state1 = next1;
      state2 = next2;
      state3 = next3;
    }
    at[0] = at0 + i;
    at[1] = at1 + i;
    at[2] = at2 + i;
    at[3] = at3 + i;
    state[0] = state0;
    state[1] = state1;
    state[2] = state2;
    state[3] = state3;
  }

  /**
   * Takes the byte that did not lead to a state; false where the streams can go on together no
   * more.
   */
  private boolean aside(Table table, byte[] buffer) {
    for (int i = 0; i < STREAMS; i++) {
      if (at[i] == end[i]) {
        continue;
      }
      int b = buffer[at[i]] & 0xFF;
      int then = table.next[state[i] + b];
      if (then == Table.UNKNOWN) {
        Dfa.Place place = dfa.make(table, state[i], b);
        if (place.table() != table) {
          return false;
        }
        then = place.state();
      }
      if (then == Dfa.FOUND) {
        return false;
      }
      if (then == Dfa.LOST) {
        at[i] = Math.min(end[i], Lines.end(buffer, at[i], end[i]) + 1);
        state[i] = table.start;
      } else {
        at[i]++;
        state[i] = then;
      }
    }
    return true;
  }
}

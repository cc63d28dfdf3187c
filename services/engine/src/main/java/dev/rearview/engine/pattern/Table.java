package dev.rearview.engine.pattern;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The states of a {@link Dfa} and where bytes lead from them. It only grows, under the automaton's
 * lock; {@link #next} may be read without, and then may lack what was added lately.
 */
final class Table {
  /** In place of a state: not made yet. */
  static final int UNKNOWN = 0;

  /** Most numbers kept of all threads of all states together: 4 MiB. */
  private static final int MOST_THREADS = 1 << 20;

  /** Most cells of {@link #next}: 4 MiB. */
  private static final int MOST_CELLS = 1 << 20;

  private final int columns;
  private final int mostStates;
  private final Map<Kept, Integer> numbers = new HashMap<>();
  private Kept[] states = new Kept[16];
  private byte[] ends = new byte[16];
  private int size = 1; // a state is the index of its row, and 0 is UNKNOWN
  private int threads;

  /** At state plus column: the next state, {@link #UNKNOWN} or one of the automaton's signs. */
  int[] next;

  /**
   * Where a search is.
   *
   * @param threads of the simulation
   * @param place of the simulation
   * @param node of the bytes read of a character
   */
  record Kept(IntBuffer threads, int place, int node) {}

  Table(int columns, int mostStates) {
    this.columns = columns;
    this.mostStates = mostStates;
    next = new int[16 * columns];
  }

  /** Whether it should be forgotten before another state is made. */
  boolean isFull() {
    return size > mostStates || threads > MOST_THREADS || size * columns > MOST_CELLS;
  }

  /** The state, which may be new. */
  int state(Kept kept) {
    Integer known = numbers.get(kept);
    if (known != null) {
      return known;
    }
    if (size == states.length) {
      states = Arrays.copyOf(states, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      next = Arrays.copyOf(next, 2 * size * columns);
    }
    int state = size * columns;
    states[size++] = kept;
    threads += kept.threads.remaining();
    numbers.put(kept, state);
    return state;
  }

  Kept kept(int state) {
    return states[state / columns];
  }

  /** Notes whether the pattern is found if the text ends in this state. */
  void setEnd(int state, boolean found) {
    ends[state / columns] = (byte) (found ? 2 : 1);
  }

  /** 0: not noted yet; 1: not found if the text ends in this state; 2: found. */
  int end(int state) {
    return ends[state / columns];
  }
}

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
  static final int UNKNOWN = -3;

  private static final int BYTES = 256;
  private static final int FIRST_STATES = 16;

  /** Most numbers kept of all threads of all states together: 1 MiB. */
  private static final int MOST_THREADS = 1 << 18;

  private final int mostStates;
  private final Map<Kept, Integer> numbers = new HashMap<>();
  private Kept[] states = new Kept[FIRST_STATES];
  private byte[] ends = new byte[FIRST_STATES];
  private int size;
  private int threads;

  /**
   * At state plus byte: the next state, {@link #UNKNOWN} or one of the automaton's signs, which are
   * all negative. It is filled before it is seen, so that no thread can see anything else.
   */
  volatile int[] next;

  /** Where a text starts. */
  final int start;

  /**
   * Where a search is.
   *
   * @param threads of the simulation
   * @param place of the simulation
   * @param node of the bytes read of a character
   */
  record Kept(IntBuffer threads, int place, int node) {}

  /** Its first state is {@link #start}. */
  Table(int mostStates, Kept start) {
    this.mostStates = mostStates;
    next = cells(new int[0], FIRST_STATES);
    this.start = state(start);
  }

  private static int[] cells(int[] made, int states) {
    int[] cells = Arrays.copyOf(made, states * BYTES);
    Arrays.fill(cells, made.length, cells.length, UNKNOWN);
    return cells;
  }

  /** Whether it should be forgotten before another state is made. */
  boolean isFull() {
    return size >= mostStates || threads > MOST_THREADS;
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
      next = cells(next, 2 * size);
    }
    int state = size * BYTES;
    states[size++] = kept;
    threads += kept.threads.remaining();
    numbers.put(kept, state);
    return state;
  }

  Kept kept(int state) {
    return states[state / BYTES];
  }

  /** Notes whether the pattern is found if the text ends in this state. */
  void setEnd(int state, boolean found) {
    ends[state / BYTES] = (byte) (found ? 2 : 1);
  }

  /** 0: not noted yet; 1: not found if the text ends in this state; 2: found. */
  int end(int state) {
    return ends[state / BYTES];
  }
}

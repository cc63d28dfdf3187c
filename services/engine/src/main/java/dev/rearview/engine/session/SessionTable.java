package dev.rearview.engine.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of very many keys, from records in whatever order they come. A key that has one
 * session so far, of one service on one node, takes a line of numbers and its own bytes; any other
 * has {@link Stretches}. For one thread.
 */
public final class SessionTable {
  /** Takes what the table holds. */
  @FunctionalInterface
  public interface Sink {
    /**
     * The sessions of one key.
     *
     * @param bytes hold the key between {@code from} and {@code to}; not to be changed
     */
    void accept(byte[] bytes, int from, int to, Stretches sessions);
  }

  private static final int LINE = 8;
  private static final int HASH = 0;

  /** Where the key's bytes begin in the upper half, how many they are in the lower. */
  private static final int KEY = 1;

  private static final int START = 2;
  private static final int END = 3;
  private static final int RECORDS = 4;
  private static final int ERRORS = 5;

  /** Number of the service's name in the upper half, of the node's in the lower; 0 is none. */
  private static final int NAMES = 6;

  private static final int SERVICE_SINCE = 7;

  private static final int SERVICE = 0;
  private static final int NODE = 1;

  /** Names that have a number, at most. */
  private static final int MOST_NAMES = 10_000;

  private static final int MOST_KEY_BYTES = 1 << 30;

  private final Duration gap;
  private final long gapNanos;
  private final int maxKeys;
  private final SessionBudget budget;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final String[] lastName = {"", ""};
  private final int[] lastNumber = new int[2];
  private int[] slots = new int[1 << 10];
  private long[] lines = new long[LINE << 8];
  private @Nullable Stretches[] many = new @Nullable Stretches[1 << 8];
  private byte[] keys = new byte[1 << 12];
  private int keysEnd;
  private int size;

  /**
   * @param gap records further apart than this belong to different sessions
   * @param max keys, and sessions, held at once; records of others are left out and reported
   */
  public SessionTable(Duration gap, int max) {
    this.gap = gap;
    this.gapNanos = gap.toNanos();
    this.maxKeys = max;
    this.budget = new SessionBudget(max);
    names.add("");
  }

  /** Takes a record without a time: it belongs to no session, and is counted. */
  public void addWithoutTime(byte[] key, int from, int to) {
    int at = find(key, from, to);
    if (at < 0) {
      budget.leaveOut(1);
    } else {
      stretches(at).addWithoutTime();
    }
  }

  /**
   * Takes a record.
   *
   * @param key holds the bytes of its key between {@code from} and {@code to}
   * @param nanos epoch nanoseconds
   * @param service empty where it has none
   * @param node empty where it has none
   */
  public void add(
      byte[] key, int from, int to, long nanos, boolean error, String service, String node) {
    int at = find(key, from, to);
    if (at < 0) {
      budget.leaveOut(1);
      return;
    }
    if (!addToLine(at, nanos, nanos, 1, error ? 1 : 0, service, nanos, node)) {
      stretches(at).add(nanos, error, service, node);
    }
  }

  /**
   * Adds a stretch of time to a key's line.
   *
   * @param since when the service was seen first
   * @return false where the key has, or would have, more than one session or name of a kind
   */
  private boolean addToLine(
      int at,
      long from,
      long to,
      long records,
      long errors,
      String service,
      long since,
      String node) {
    int number = number(SERVICE, service);
    int nodeNumber = number(NODE, node);
    if (many[at] != null || number < 0 || nodeNumber < 0) {
      return false;
    }
    int line = at * LINE;
    long start = lines[line + START];
    long end = lines[line + END];
    int known = (int) (lines[line + NAMES] >>> 32);
    if (lines[line + RECORDS] == 0) {
      if (!budget.take()) {
        return false;
      }
      start = from;
      end = to;
    } else if (Stretches.apart(to, start) > gapNanos
        || Stretches.apart(end, from) > gapNanos
        || nodeNumber != (int) lines[line + NAMES]
        || (known != 0 && number != 0 && known != number)) {
      return false;
    }
    if (number != 0) {
      long earlier = lines[line + SERVICE_SINCE];
      lines[line + SERVICE_SINCE] = known == 0 ? since : Math.min(earlier, since);
    }
    lines[line + NAMES] = (long) Math.max(known, number) << 32 | nodeNumber;
    lines[line + START] = Math.min(start, from);
    lines[line + END] = Math.max(end, to);
    lines[line + RECORDS] += records;
    lines[line + ERRORS] += errors;
    return true;
  }

  /** The number of a name, 0 of the empty one; -1 where there are too many. */
  private int number(int kind, String name) {
    if (name.equals(lastName[kind])) {
      return lastNumber[kind];
    }
    if (name.isEmpty()) {
      return 0;
    }
    Integer known = numbers.get(name);
    if (known == null) {
      if (names.size() > MOST_NAMES) {
        return -1;
      }
      known = names.size();
      numbers.put(name, known);
      names.add(name);
    }
    lastName[kind] = name;
    lastNumber[kind] = known;
    return known;
  }

  /** A key's sessions as objects, from now on. */
  private Stretches stretches(int at) {
    Stretches sessions = sessions(at);
    many[at] = sessions;
    return sessions;
  }

  /** The session of a key's line; null where there is none. */
  private @Nullable Stretch stretch(int at) {
    int line = at * LINE;
    long records = lines[line + RECORDS];
    if (records == 0) {
      return null;
    }
    int service = (int) (lines[line + NAMES] >>> 32);
    int node = (int) lines[line + NAMES];
    return Stretch.of(
        lines[line + START],
        lines[line + END],
        records,
        lines[line + ERRORS],
        names.get(service),
        lines[line + SERVICE_SINCE],
        names.get(node));
  }

  /** The place of a key, which is made where it is new; -1 where there is no room. */
  private int find(byte[] key, int from, int to) {
    long hash = hash(key, from, to);
    int mask = slots.length - 1;
    int slot = (int) (hash >>> 32) & mask;
    while (slots[slot] != 0) {
      int at = slots[slot] - 1;
      if (lines[at * LINE + HASH] == hash && isKey(at, key, from, to)) {
        return at;
      }
      slot = slot + 1 & mask;
    }
    if (size == maxKeys || keysEnd > MOST_KEY_BYTES - (to - from)) {
      return -1;
    }
    return append(slot, hash, key, from, to);
  }

  private boolean isKey(int at, byte[] key, int from, int to) {
    long known = lines[at * LINE + KEY];
    int start = (int) (known >>> 32);
    return Arrays.equals(keys, start, start + (int) known, key, from, to);
  }

  private int append(int slot, long hash, byte[] key, int from, int to) {
    int at = size++;
    slots[slot] = at + 1;
    if (lines.length < size * LINE) {
      lines = Arrays.copyOf(lines, 2 * lines.length);
      many = Arrays.copyOf(many, 2 * many.length);
    }
    int length = to - from;
    if (keys.length - keysEnd < length) {
      keys = Arrays.copyOf(keys, Math.max(2 * keys.length, keysEnd + length));
    }
    System.arraycopy(key, from, keys, keysEnd, length);
    lines[at * LINE + HASH] = hash;
    lines[at * LINE + KEY] = (long) keysEnd << 32 | length;
    keysEnd += length;
    if (2 * size > slots.length) {
      grow();
    }
    return at;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int at = 0; at < size; at++) {
      int slot = (int) (lines[at * LINE + HASH] >>> 32) & mask;
      while (slots[slot] != 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = at + 1;
    }
  }

  private static long hash(byte[] key, int from, int to) {
    long hash = to - from;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + key[i];
    }
    hash *= 0x9E3779B97F4A7C15L;
    return hash ^ hash >>> 29;
  }

  /** Takes in what another table of the same gap holds, which is not to be used any more. */
  public void absorb(SessionTable other) {
    for (int theirs = 0; theirs < other.size; theirs++) {
      long key = other.lines[theirs * LINE + KEY];
      int from = (int) (key >>> 32);
      int at = find(other.keys, from, from + (int) key);
      if (at < 0) {
        budget.leaveOut(other.sessions(theirs).records());
      } else if (!absorbLine(at, other, theirs)) {
        stretches(at).merge(other.sessions(theirs));
      }
    }
    budget.leaveOut(other.budget.leftOut());
  }

  private boolean absorbLine(int at, SessionTable other, int theirs) {
    int line = theirs * LINE;
    long since = other.lines[line + SERVICE_SINCE];
    return other.many[theirs] == null
        && (other.lines[line + RECORDS] == 0
            || addToLine(
                at,
                other.lines[line + START],
                other.lines[line + END],
                other.lines[line + RECORDS],
                other.lines[line + ERRORS],
                other.names.get((int) (other.lines[line + NAMES] >>> 32)),
                since,
                other.names.get((int) other.lines[line + NAMES])));
  }

  /** A key's sessions as objects, to be read. */
  private Stretches sessions(int at) {
    Stretches sessions = many[at];
    if (sessions == null) {
      sessions = new Stretches(gap, budget);
      Stretch stretch = stretch(at);
      if (stretch != null) {
        sessions.hold(stretch);
      }
    }
    return sessions;
  }

  /** Gives all sessions, key by key. */
  public void forEach(Sink sink) {
    for (int at = 0; at < size; at++) {
      Stretches sessions = sessions(at);
      long key = lines[at * LINE + KEY];
      int from = (int) (key >>> 32);
      sink.accept(keys, from, from + (int) key, sessions);
    }
  }

  /** How many keys there are. */
  public int size() {
    return size;
  }

  /** Sentences about bounds that were hit. */
  public List<String> boundsHit() {
    return budget.boundsHit();
  }
}

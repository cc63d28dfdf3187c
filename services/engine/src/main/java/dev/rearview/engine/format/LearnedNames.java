package dev.rearview.engine.format;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The names that were met in records, as they are written, each with the number that a wanted one
 * has.
 */
final class LearnedNames {
  /** Most names that are remembered. */
  private static final int MAX = 4_096;

  /** Reads a name as it is written, and makes it comparable. */
  @FunctionalInterface
  interface Spelling {
    String normalised(byte[] bytes, int from, int to);
  }

  private record Name(byte[] written, int hash, int wanted) {}

  private final WantedFields wanted;
  private final Spelling spelling;
  private int wantedNames;
  private @Nullable Name[] table = new @Nullable Name[256];
  private int size;

  LearnedNames(WantedFields wanted, Spelling spelling) {
    this.wanted = wanted;
    this.spelling = spelling;
  }

  /** The number of the wanted name that stands here, or {@link WantedFields#NOT_WANTED}. */
  int wanted(byte[] b, int from, int to) {
    if (wantedNames != wanted.names()) {
      wantedNames = wanted.names();
      Arrays.fill(table, null);
      size = 0;
    }
    int hash = hash(b, from, to);
    int slot = hash & table.length - 1;
    for (Name name = table[slot]; name != null; name = table[slot]) {
      if (name.hash == hash && Arrays.equals(name.written, 0, name.written.length, b, from, to)) {
        return name.wanted;
      }
      slot = slot + 1 & table.length - 1;
    }
    int number = wanted.numberOf(spelling.normalised(b, from, to));
    if (size < MAX) {
      table[slot] = new Name(Arrays.copyOfRange(b, from, to), hash, number);
      size++;
      if (2 * size > table.length) {
        grow();
      }
    }
    return number;
  }

  private void grow() {
    @Nullable Name[] old = table;
    table = new @Nullable Name[2 * old.length];
    for (Name name : old) {
      if (name != null) {
        int slot = name.hash & table.length - 1;
        while (table[slot] != null) {
          slot = slot + 1 & table.length - 1;
        }
        table[slot] = name;
      }
    }
  }

  private static int hash(byte[] b, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + b[i];
    }
    return hash ^ hash >>> 15;
  }
}

package dev.rearview.engine.format;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The names that were met in records, as they are written, each with the number that a wanted one
 * has. Each remembers the name that came after it last, which mostly comes after it again.
 */
final class LearnedNames {
  /** Most names that are remembered. */
  private static final int MAX = 4_096;

  /** Reads a name as it is written, and makes it comparable. */
  @FunctionalInterface
  interface Spelling {
    String normalised(byte[] bytes, int from, int to);
  }

  /** A name as it is written. */
  static final class Name {
    private final int length;
    private final int hash;
    private final long[] words;
    private final long lastMask;

    /** Of the wanted name that it is, or {@link WantedFields#NOT_WANTED}. */
    final int wanted;

    /** The name that came after it last. */
    @Nullable Name next;

    Name(byte[] b, int from, int to, int wanted) {
      this.length = to - from;
      this.hash = hash(b, from, to);
      this.words = new long[(length >> 3) + 1];
      for (int i = 0; i < words.length; i++) {
        words[i] = Bytes.eight(b, from + 8 * i);
      }
      this.lastMask = Bytes.mask((length & 7) + 1);
      words[words.length - 1] &= lastMask;
      this.wanted = wanted;
    }

    /** Where what ends it stands if it begins here, else -1. */
    int endAt(byte[] b, int at, int to) {
      int end = at + length;
      if (end >= to) {
        return -1;
      }
      int last = words.length - 1;
      int i = at;
      for (int word = 0; word < last; word++) {
        if (Bytes.eight(b, i) != words[word]) {
          return -1;
        }
        i += 8;
      }
      return (Bytes.eight(b, i) & lastMask) == words[last] ? end : -1;
    }
  }

  /** What comes before the first name of a record. */
  private static final byte[] NOTHING = new byte[1 + Bytes.PADDING];

  private final WantedFields wanted;
  private final Spelling spelling;
  private int wantedNames;
  private Name start = new Name(NOTHING, 0, 0, WantedFields.NOT_WANTED);
  private @Nullable Name[] table = new @Nullable Name[256];
  private int size;

  LearnedNames(WantedFields wanted, Spelling spelling) {
    this.wanted = wanted;
    this.spelling = spelling;
  }

  /** What stands before the first name; to be asked for each record. */
  Name start() {
    if (wantedNames != wanted.names()) {
      wantedNames = wanted.names();
      start = new Name(NOTHING, 0, 0, WantedFields.NOT_WANTED);
      Arrays.fill(table, null);
      size = 0;
    }
    return start;
  }

  /** The name that stands here; the byte after it, which ends it, is remembered with it. */
  Name of(byte[] b, int from, int to) {
    int mask = table.length - 1;
    int slot = hash(b, from, to) & mask;
    for (Name name = table[slot]; name != null; name = table[slot]) {
      if (name.length == to - from && name.endAt(b, from, to + 1) == to) {
        return name;
      }
      slot = slot + 1 & mask;
    }
    Name made = new Name(b, from, to, wanted.numberOf(spelling.normalised(b, from, to)));
    if (size < MAX) {
      table[slot] = made;
      size++;
      if (2 * size > table.length) {
        grow();
      }
    }
    return made;
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

package dev.rearview.timeql.node;

import dev.rearview.engine.format.FieldReader;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values of one field by the bytes that decide them, as {@link FieldReader#decider} says: the few
 * that came last. Where values hardly come again, nothing is remembered.
 */
final class WrittenValues {
  private static final int ENTRIES = 512;
  private static final int LONGEST = 64;

  /** After so many values it is asked whether remembering was of use. */
  private static final int TRIED = 4_096;

  private static final Object NOTHING = new Object();

  private final byte[][] written = new byte[ENTRIES][];
  private final int[] hashes = new int[ENTRIES];
  private final @Nullable Object[] values = new Object[ENTRIES];
  private @Nullable Object absent = NOTHING;
  private int asked;
  private int missed;
  private boolean useless;

  /** They are decided by others from now on. */
  void forget() {
    Arrays.fill(written, null);
    absent = NOTHING;
    asked = 0;
    missed = 0;
  }

  /**
   * The record's value of the field.
   *
   * @param decider where the bytes that decide it stand; {@link FieldReader#ABSENT}
   */
  @Nullable Object get(byte[] bytes, long decider, LogRecord record, Field field) {
    if (decider == FieldReader.ABSENT) {
      if (absent == NOTHING) {
        absent = record.get(field);
      }
      return absent;
    }
    int from = (int) (decider >>> 32);
    int to = (int) decider;
    if (useless || to - from > LONGEST) {
      return record.get(field);
    }
    asked++;
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ (hash >>> 9)) & (ENTRIES - 1);
    byte[] known = written[slot];
    if (known != null
        && hashes[slot] == hash
        && Arrays.equals(known, 0, known.length, bytes, from, to)) {
      return values[slot];
    }
    Object value = record.get(field);
    written[slot] = Arrays.copyOfRange(bytes, from, to);
    values[slot] = value;
    hashes[slot] = hash;
    missed++;
    useless = asked == TRIED && missed > TRIED / 4 * 3;
    return value;
  }
}

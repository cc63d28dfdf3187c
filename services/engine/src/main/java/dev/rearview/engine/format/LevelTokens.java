package dev.rearview.engine.format;

import dev.rearview.model.Level;
import org.jspecify.annotations.Nullable;

/** Levels by the bytes that they are written in: a file has few. */
final class LevelTokens {
  private static final int MAX = 16;
  private static final int MAX_LENGTH = 16;

  /** A level and how it is written. */
  record Token(@Nullable Level level, @Nullable String text) {}

  private final long[] low = new long[MAX];
  private final long[] high = new long[MAX];
  private final Token[] tokens = new Token[MAX];
  private int count;

  /** What is written at a place. */
  Token of(byte[] bytes, long place, LineFields reader) {
    int from = (int) (place >>> 32);
    int length = (int) place - from;
    if (length > MAX_LENGTH) {
      return reader.levelToken(from, from + length);
    }
    long first = Bytes.eight(bytes, from) & Bytes.mask(Math.min(8, length));
    long second = length <= 8 ? 0 : Bytes.eight(bytes, from + 8) & Bytes.mask(length - 8);
    for (int i = 0; i < count; i++) {
      if (low[i] == first && high[i] == second) {
        return tokens[i];
      }
    }
    Token token = reader.levelToken(from, from + length);
    if (count < MAX) {
      low[count] = first;
      high[count] = second;
      tokens[count++] = token;
    }
    return token;
  }
}

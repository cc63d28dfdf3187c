package dev.rearview.engine.format;

import dev.rearview.engine.record.FieldMap;
import dev.rearview.engine.record.Names;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of {@code key=value} pairs, read from their bytes. */
final class LogfmtFields extends LineFields {
  private static final int NONE = -1;
  private static final int UNDECIDED = -2;

  private final LearnedNames names =
      new LearnedNames(
          wanted,
          (b, from, to) ->
              Names.normalise(new String(b, from, to - from, StandardCharsets.ISO_8859_1)));

  /** How many names were wanted in the last walk. */
  private int walkedFor;

  LogfmtFields() {
    super(LogfmtFormat.DIALECT);
  }

  @Override
  Walk walk() {
    byte[] b = bytes;
    int at = skipBlanks(b, from);
    for (int i = from; i < at; i++) {
      if (b[i] == ' ') {
        return Walk.NO_RECORD;
      }
    }
    int pairs = 0;
    walkedFor = wanted.names();
    while (at < to) {
      int equals = nameEnd(b, at);
      if (equals < 0 || equals == at) {
        return equals == UNDECIDED ? Walk.UNDECIDED : Walk.NO_RECORD;
      }
      int end = valueEnd(b, equals + 1);
      int name = names.wanted(b, at, equals);
      if (name >= 0) {
        wanted.saw(name, record, equals + 1, end);
      }
      pairs++;
      at = skipBlanks(b, end);
    }
    return pairs < 2 ? Walk.NO_RECORD : Walk.RECORD;
  }

  @Override
  long locate(WantedFields.Wanted one) {
    if (walkedFor != wanted.names()) {
      walk();
    }
    return find(one);
  }

  private int skipBlanks(byte[] b, int at) {
    int i = at;
    while (i < to && (b[i] & 0xFF) <= ' ') {
      i++;
    }
    return i;
  }

  /** Where the equals sign stands after a name; letters beyond ASCII are left undecided. */
  private int nameEnd(byte[] b, int at) {
    int i = at;
    while (i < to && isKeyCharacter(b[i])) {
      i++;
    }
    if (i < to && b[i] < 0) {
      return UNDECIDED;
    }
    return i < to && b[i] == '=' ? i : NONE;
  }

  private static boolean isKeyCharacter(byte c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == '-'
        || c == '@'
        || c == '/';
  }

  private int valueEnd(byte[] b, int at) {
    int i = at;
    if (i < to && b[i] == '"') {
      i++;
      while (i < to && b[i] != '"') {
        i += b[i] == '\\' ? 2 : 1;
      }
      return Math.min(to, i + 1);
    }
    while (i < to && (b[i] & 0xFF) > ' ') {
      i++;
    }
    return i;
  }

  @Override
  @Nullable FieldMap document(String text) {
    return LogfmtFormat.read(text);
  }

  @Override
  Object value(int valueFrom, int valueTo) {
    return Scalars.of(
        Pairs.value(new String(bytes, valueFrom, valueTo - valueFrom, StandardCharsets.UTF_8)));
  }

  @Override
  @Nullable EventTime time(int valueFrom, int valueTo, TimeContext times) {
    return valueFrom < valueTo && bytes[valueFrom] != '"'
        ? isoTimes.time(bytes, valueFrom, valueTo, times)
        : null;
  }

  @Override
  long inside(long outer, List<String> path) {
    return ABSENT;
  }
}

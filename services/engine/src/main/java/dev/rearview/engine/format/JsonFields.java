package dev.rearview.engine.format;

import dev.rearview.engine.record.FieldMap;
import dev.rearview.engine.record.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of a JSON object, read from its bytes. */
final class JsonFields extends LineFields {
  private final LearnedNames names = new LearnedNames(wanted, JsonFields::normalised);

  /** Closing quote of the name that was met last; negative where none ends there. */
  private int nameEnd;

  JsonFields(JsonDialect dialect) {
    super(dialect);
  }

  @Override
  Walk walk() {
    int end = members();
    return end == to ? Walk.RECORD : end == JsonBytes.UNDECIDED ? Walk.UNDECIDED : Walk.NO_RECORD;
  }

  /** Where the walk ended; {@link #to} where all of it is one object. */
  private int members() {
    byte[] b = bytes;
    int at = JsonBytes.skipBlanks(b, from, to);
    if (at >= to || b[at] != '{') {
      return JsonBytes.BAD;
    }
    at = JsonBytes.skipBlanks(b, at + 1, to);
    if (at < to && b[at] == '}') {
      return JsonBytes.skipBlanks(b, at + 1, to);
    }
    LearnedNames.Name name = names.start();
    while (at < to && b[at] == '"') {
      name = name(name, at + 1);
      if (name == null) {
        return nameEnd;
      }
      int value = afterColon(b, nameEnd + 1);
      int end = value < 0 ? value : JsonBytes.valueEnd(b, value, to, 1);
      if (end < 0) {
        return end;
      }
      if (name.wanted >= 0 && b[value] != 'n') {
        wanted.saw(name.wanted, record, value, end);
      }
      at = end < to && b[end] == ',' ? end : JsonBytes.skipBlanks(b, end, to);
      if (at < to && b[at] == '}') {
        return JsonBytes.skipBlanks(b, at + 1, to);
      }
      if (at >= to || b[at] != ',') {
        return JsonBytes.BAD;
      }
      at++;
      at = at < to && b[at] == '"' ? at : JsonBytes.skipBlanks(b, at, to);
    }
    return JsonBytes.BAD;
  }

  private int afterColon(byte[] b, int at) {
    return at + 1 < to && b[at] == ':' && b[at + 1] > ' '
        ? at + 1
        : JsonBytes.afterColon(b, at, to);
  }

  /** The name that begins here, mostly the one that came after the one before it last time. */
  private LearnedNames.@Nullable Name name(LearnedNames.Name before, int at) {
    LearnedNames.Name expected = before.next;
    if (expected != null) {
      nameEnd = expected.endAt(bytes, at, to);
      if (nameEnd >= 0) {
        return expected;
      }
    }
    nameEnd = JsonBytes.nameEnd(bytes, at, to);
    if (nameEnd < 0) {
      return null;
    }
    LearnedNames.Name met = names.of(bytes, at, nameEnd);
    before.next = met;
    return met;
  }

  @Override
  @Nullable FieldMap document(String text) {
    return JsonText.read(text);
  }

  @Override
  @Nullable Object value(int valueFrom, int valueTo) {
    return JsonBytes.value(bytes, valueFrom, valueTo);
  }

  @Override
  @Nullable EventTime time(int valueFrom, int valueTo, TimeContext times) {
    return bytes[valueFrom] == '"' ? IsoBytes.time(bytes, valueFrom + 1, valueTo - 1, times) : null;
  }

  @Override
  long inside(long outer, List<String> path) {
    int start = (int) (outer >>> 32);
    if (bytes[start] != '{') {
      return ABSENT;
    }
    for (int taken = path.size(); taken > 0; taken--) {
      long member = member(start, (int) outer, String.join(".", path.subList(0, taken)));
      long inner =
          member < 0 || taken == path.size()
              ? member
              : inside(member, path.subList(taken, path.size()));
      if (inner != ABSENT) {
        return inner;
      }
    }
    return ABSENT;
  }

  /** Where a member of the object that stands here has its value; of several the parser decides. */
  private long member(int start, int end, String key) {
    long found = ABSENT;
    int at = JsonBytes.skipBlanks(bytes, start + 1, end);
    while (bytes[at] == '"') {
      int nameFrom = at + 1;
      int nameTo = JsonBytes.stringEnd(bytes, nameFrom, end);
      int value = JsonBytes.afterColon(bytes, nameTo + 1, end);
      int valueTo = JsonBytes.valueEnd(bytes, value, end, 0);
      if (isNamed(nameFrom, nameTo, key)) {
        if (found != ABSENT) {
          return UNKNOWN;
        }
        found = WantedFields.place(value, valueTo);
      }
      at = JsonBytes.skipBlanks(bytes, valueTo, end);
      at = bytes[at] == ',' ? JsonBytes.skipBlanks(bytes, at + 1, end) : at;
    }
    return found != ABSENT && bytes[(int) (found >>> 32)] == 'n' ? ABSENT : found;
  }

  private boolean isNamed(int nameFrom, int nameTo, String key) {
    return normalised(bytes, nameFrom, nameTo).equals(key);
  }

  private static String normalised(byte[] bytes, int nameFrom, int nameTo) {
    return Names.normalise(JsonBytes.string(bytes, nameFrom, nameTo));
  }
}

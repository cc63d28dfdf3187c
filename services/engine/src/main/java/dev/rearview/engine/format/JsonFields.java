package dev.rearview.engine.format;

import dev.rearview.engine.record.FieldMap;
import dev.rearview.engine.record.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a JSON object, read from its bytes: by the shape that it shares with lines before it,
 * else by walking over its members.
 */
final class JsonFields extends LineFields {
  /** Of a shape: nobody has asked yet where a field is. */
  private static final int NOT_ASKED = -1;

  /** The field is not there. */
  private static final int NOT_THERE = -2;

  /** The field is no value that the shape keeps apart: the members must be walked over. */
  private static final int NO_VALUE = -3;

  private final LearnedNames names = new LearnedNames(wanted, JsonFields::normalised);
  private final JsonShapes shapes = new JsonShapes();

  /** The end of the record's shape; null where that is not known. */
  private JsonShapes.@Nullable Node shape;

  /** Record whose members were walked over, and how many names were wanted then. */
  private int walkedOver;

  private int walkedFor;

  JsonFields(JsonDialect dialect) {
    super(dialect);
  }

  @Override
  Walk walk() {
    shape = shapes.match(bytes, from, to);
    if (shape != null) {
      return Walk.RECORD;
    }
    int end = members();
    if (end == to) {
      shape = shapes.learn(bytes, from, to);
      return Walk.RECORD;
    }
    return end == JsonBytes.UNDECIDED ? Walk.UNDECIDED : Walk.NO_RECORD;
  }

  @Override
  long locate(WantedFields.Wanted one) {
    JsonShapes.Node known = shape;
    if (known == null) {
      return walkedOver(one);
    }
    int answer = known.answer(one.number, NOT_ASKED);
    if (answer >= 0) {
      return place(answer);
    }
    if (answer == NOT_THERE) {
      return ABSENT;
    }
    long place = walkedOver(one);
    if (answer == NOT_ASKED) {
      known.answer(one.number, answer(place), NOT_ASKED);
    }
    return place;
  }

  /** The place of a value of the shape, with the quotes of a string. */
  private long place(int value) {
    int start = shapes.from[value];
    int end = shapes.to[value];
    return bytes[start - 1] == '"'
        ? WantedFields.place(start - 1, end + 1)
        : WantedFields.place(start, end);
  }

  private int answer(long place) {
    if (place == ABSENT) {
      return NOT_THERE;
    }
    for (int value = 0; value < shapes.values; value++) {
      if (place(value) == place) {
        return value;
      }
    }
    return NO_VALUE;
  }

  private long walkedOver(WantedFields.Wanted one) {
    if (walkedOver != record || walkedFor != wanted.names()) {
      members();
    }
    return find(one);
  }

  /** Where the walk over the members ended; {@link #to} where all of it is one object. */
  private int members() {
    walkedOver = record;
    walkedFor = wanted.names();
    byte[] b = bytes;
    int at = JsonBytes.skipBlanks(b, from, to);
    if (at >= to || b[at] != '{') {
      return JsonBytes.BAD;
    }
    at = JsonBytes.skipBlanks(b, at + 1, to);
    if (at < to && b[at] == '}') {
      return JsonBytes.skipBlanks(b, at + 1, to);
    }
    while (at < to && b[at] == '"') {
      int nameEnd = JsonBytes.nameEnd(b, at + 1, to);
      int value = nameEnd < 0 ? nameEnd : JsonBytes.afterColon(b, nameEnd + 1, to);
      int end = value < 0 ? value : JsonBytes.valueEnd(b, value, to, 1);
      if (end < 0) {
        return end;
      }
      int name = b[value] == 'n' ? WantedFields.NOT_WANTED : names.wanted(b, at + 1, nameEnd);
      if (name >= 0) {
        wanted.saw(name, record, value, end);
      }
      at = JsonBytes.skipBlanks(b, end, to);
      if (at < to && b[at] == '}') {
        return JsonBytes.skipBlanks(b, at + 1, to);
      }
      if (at >= to || b[at] != ',') {
        return JsonBytes.BAD;
      }
      at = JsonBytes.skipBlanks(b, at + 1, to);
    }
    return JsonBytes.BAD;
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
    return bytes[valueFrom] == '"' ? isoTimes.time(bytes, valueFrom + 1, valueTo - 1, times) : null;
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
      if (normalised(bytes, nameFrom, nameTo).equals(key)) {
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

  private static String normalised(byte[] bytes, int nameFrom, int nameTo) {
    return Names.normalise(JsonBytes.string(bytes, nameFrom, nameTo));
  }
}

package dev.rearview.engine.format;

import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.FieldTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields that were asked for so far, the outermost names that they may stand under, and where
 * the values of those names stand in the record that was walked last.
 */
final class WantedFields {
  /** Most fields that are wanted at once. */
  private static final int MAX = 64;

  /** A name that no wanted field stands under. */
  static final int NOT_WANTED = -1;

  /**
   * One path of a field.
   *
   * @param flat the number of the name that is the whole path
   * @param outer the numbers of names that are a part of it, longest first
   * @param inner what of the path is left under each of these
   */
  record Way(int flat, int[] outer, List<List<String>> inner) {}

  /** What decides a field's value in a record of a file. */
  enum Decider {
    PLACE,
    /** Where it has none, pairs in the message. */
    PLACE_OR_PAIRS,
    LEVEL,
    /** Where the file lies. */
    ORIGIN,
    /** Several places, or none of the record's. */
    OTHER;

    static Decider of(Field field) {
      BuiltIn builtIn = field.builtIn();
      if (builtIn == null) {
        return SaidByReader.ALL.contains(field) ? OTHER : PLACE_OR_PAIRS;
      }
      return switch (builtIn) {
        case TRACE_ID, SPAN_ID, REQUEST_ID, SESSION_ID -> PLACE_OR_PAIRS;
        case LEVEL -> LEVEL;
        case SERVICE -> PLACE;
        case NODE, NAMESPACE, POD, CONTAINER, RESTART, STREAM, FILE -> ORIGIN;
        case TS,
            OBSERVED_TS,
            LEVEL_TEXT,
            MESSAGE,
            RAW,
            KIND,
            COMPONENT,
            LINE,
            EVENT_ID,
            GLOBAL_SEQ,
            SOURCE_ID,
            WORLD,
            ERROR_OCCURRED ->
            OTHER;
      };
    }
  }

  /** A field that was asked for. */
  static final class Wanted {
    final Field field;
    final Way[] ways;

    /** From 0. */
    final int number;

    final Decider decider;

    /** Number of the record that {@link #place} is known for. */
    int known;

    long place;

    Wanted(Field field, int number, Way[] ways) {
      this.field = field;
      this.number = number;
      this.decider = Decider.of(field);
      this.ways = ways;
    }
  }

  private final Map<String, Integer> numbers = new HashMap<>();
  private Wanted[] wanted = {};
  private Field[] asked = {};
  private Wanted[] answers = {};
  private int[] seen = {};
  private int[] from = {};
  private int[] to = {};

  /** A field, wanted from now on; null where too many are. */
  @Nullable Wanted find(Field field) {
    for (int i = 0; i < asked.length; i++) {
      if (asked[i] == field) {
        return answers[i];
      }
    }
    return add(field);
  }

  /** How many names are wanted. */
  int names() {
    return seen.length;
  }

  private @Nullable Wanted add(Field field) {
    Wanted found = null;
    for (Wanted one : wanted) {
      found = one.field.equals(field) ? one : found;
    }
    if (found == null) {
      if (wanted.length == MAX) {
        return null;
      }
      found = new Wanted(field, wanted.length, ways(field));
      wanted = with(wanted, found);
      seen = Arrays.copyOf(seen, numbers.size());
      from = Arrays.copyOf(from, numbers.size());
      to = Arrays.copyOf(to, numbers.size());
    }
    if (asked.length < 2 * MAX) {
      asked = with(asked, field);
      answers = with(answers, found);
    }
    return found;
  }

  private static <T> T[] with(T[] some, T more) {
    T[] all = Arrays.copyOf(some, some.length + 1);
    all[some.length] = more;
    return all;
  }

  private Way[] ways(Field field) {
    List<Way> ways = new ArrayList<>();
    for (FieldTable.Path path : field.paths()) {
      List<String> parts = path.parts();
      int[] outer = new int[parts.size() - 1];
      List<List<String>> inner = new ArrayList<>(outer.length);
      for (int taken = parts.size() - 1; taken > 0; taken--) {
        outer[inner.size()] = number(String.join(".", parts.subList(0, taken)));
        inner.add(List.copyOf(parts.subList(taken, parts.size())));
      }
      ways.add(new Way(number(path.key()), outer, inner));
    }
    return ways.toArray(Way[]::new);
  }

  private int number(String name) {
    return numbers.computeIfAbsent(name, key -> numbers.size());
  }

  /** The number of a normalised name, or {@link #NOT_WANTED}. */
  int numberOf(String name) {
    return numbers.getOrDefault(name, NOT_WANTED);
  }

  /** Notes where a name's value stands in a record; the first one counts. */
  void saw(int name, int record, int valueFrom, int valueTo) {
    if (seen[name] != record) {
      seen[name] = record;
      from[name] = valueFrom;
      to[name] = valueTo;
    }
  }

  /** Where a name's value stands in a record; {@link FieldReader#ABSENT}. */
  long placeOf(int name, int record) {
    return seen[name] == record ? place(from[name], to[name]) : FieldReader.ABSENT;
  }

  static long place(int from, int to) {
    return (long) from << 32 | to;
  }
}

package dev.rearview.timeql.plan;

import dev.rearview.engine.record.Field;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What names mean at a place of a statement.
 *
 * @param times reads time literals
 * @param steps names of the earlier steps of a sequence, as {@link #fold} gives them
 * @param ownStep the name of the step that the condition belongs to; null where none
 * @param columns where rows are derived (groups, sessions): what an expression's {@link Shape} is
 *     called in them; null where rows are records
 * @param derived what the rows are, for messages
 */
record Scope(
    TimeLiterals times,
    Map<String, String> steps,
    @Nullable String ownStep,
    @Nullable Map<String, Column> columns,
    String derived) {

  /**
   * A column of a derived row.
   *
   * @param shown what the user calls it
   */
  record Column(String name, String shown, Type type) {
    Field field() {
      return Field.column(name);
    }
  }

  /** What values are, as far as literals beside them must know. */
  enum Type {
    TIME,
    LEVEL,
    DURATION,
    ANY
  }

  static Scope ofRecords(TimeLiterals times) {
    return new Scope(times, Map.of(), null, null, "");
  }

  /** A step's condition sees the steps before it. */
  Scope step(Map<String, String> earlier, @Nullable String own) {
    return new Scope(times, Map.copyOf(earlier), own, null, "");
  }

  static Scope ofColumns(TimeLiterals times, Map<String, Column> columns, String derived) {
    return new Scope(times, Map.of(), null, new LinkedHashMap<>(columns), derived);
  }

  /** Names ignore case and {@code _}. */
  static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "");
  }

  static Set<String> folded(Iterable<String> names) {
    Set<String> folded = new HashSet<>();
    names.forEach(name -> folded.add(fold(name)));
    return folded;
  }

  static Map<String, Column> sessionColumns() {
    Map<String, Column> columns = new HashMap<>();
    for (String name : Plan.Sessions.COLUMNS) {
      Type type =
          switch (name) {
            case "start", "end" -> Type.TIME;
            case "duration" -> Type.DURATION;
            default -> Type.ANY;
          };
      columns.put(fold(name), new Column(name, name, type));
    }
    return columns;
  }
}

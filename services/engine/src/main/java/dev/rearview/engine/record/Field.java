package dev.rearview.engine.record;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A field's name, resolved once: a built-in field, or a path into the record's own values. Names
 * ignore case and {@code _}; two fields are equal where they mean the same.
 */
public final class Field {
  /** So many names of records' own values are resolved once, where they are no longer than that. */
  private static final int REMEMBERED = 4_096;

  private static final int LONGEST_REMEMBERED = 64;
  private static final Map<String, Field> OWN = new ConcurrentHashMap<>();
  private static final @Nullable Field[] BUILT_IN = new Field[BuiltIn.values().length];

  public static final Field TS = of(BuiltIn.TS);
  public static final Field LEVEL = of(BuiltIn.LEVEL);
  public static final Field MESSAGE = of(BuiltIn.MESSAGE);
  public static final Field RAW = of(BuiltIn.RAW);
  public static final Field KIND = of(BuiltIn.KIND);
  public static final Field SERVICE = of(BuiltIn.SERVICE);
  public static final Field COMPONENT = of(BuiltIn.COMPONENT);
  public static final Field NODE = of(BuiltIn.NODE);
  public static final Field STREAM = of(BuiltIn.STREAM);
  public static final Field EVENT_ID = of(BuiltIn.EVENT_ID);
  public static final Field REQUEST_ID = of(BuiltIn.REQUEST_ID);
  public static final Field SESSION_ID = of(BuiltIn.SESSION_ID);
  public static final Field TRACE_ID = of(BuiltIn.TRACE_ID);

  private final String name;
  private final List<String> path;
  private final FieldTable.Path own;
  private final @Nullable BuiltIn builtIn;
  private final @Nullable Unit unit;
  private final boolean id;

  private Field(String name, List<String> path, @Nullable BuiltIn builtIn, @Nullable Unit unit) {
    this.name = name;
    this.path = path;
    this.own = new FieldTable.Path(String.join(".", path), path);
    this.builtIn = builtIn;
    this.unit = unit;
    this.id = builtIn == null ? looksLikeId(name) : builtIn.type() == BuiltIn.Type.ID;
  }

  /** Resolves a name as it is written; dots go into nested values; aliases are looked up. */
  public static Field named(String written) {
    Field known = OWN.get(written);
    if (known != null) {
      return known;
    }
    BuiltIn builtIn = FieldTable.find(written);
    Field field =
        builtIn != null
            ? of(builtIn)
            : new Field(written, split(Names.normalise(written)), null, Unit.ofName(written));
    if (written.length() <= LONGEST_REMEMBERED && OWN.size() < REMEMBERED) {
      OWN.put(written, field);
    }
    return field;
  }

  /** A path whose parts may hold dots themselves: {@code `a.b`.c}. */
  public static Field path(List<String> parts) {
    String written = String.join(".", parts);
    BuiltIn builtIn = FieldTable.find(written);
    if (builtIn != null) {
      return of(builtIn);
    }
    List<String> path = parts.stream().map(Names::normalise).toList();
    return new Field(written, path, null, Unit.ofName(written));
  }

  /** A path as a format writes it: dots go into nested values, aliases are not looked up. */
  public static Field exactly(String written) {
    return new Field(written, split(Names.normalise(written)), null, null);
  }

  /**
   * The column of a derived row, such as {@code count(*)}: neither alias nor path. Only a {@link
   * MapRecord} that was given a value under this very name has it.
   */
  public static Field column(String name) {
    return new Field(name, List.of(Names.normalise(name)), null, null);
  }

  public static Field of(BuiltIn builtIn) {
    Field known = BUILT_IN[builtIn.ordinal()];
    if (known == null) {
      known =
          new Field(
              builtIn.fieldName(), List.of(Names.normalise(builtIn.fieldName())), builtIn, null);
      BUILT_IN[builtIn.ordinal()] = known;
    }
    return known;
  }

  /** The same field with a unit that metadata says it has. */
  public Field withUnit(Unit known) {
    return new Field(name, path, builtIn, known);
  }

  /** As it is shown: a built-in field's canonical name, else as it was written. */
  public String name() {
    return name;
  }

  /** Null where it is the record's own. */
  public @Nullable BuiltIn builtIn() {
    return builtIn;
  }

  /** Null where unknown. */
  public @Nullable Unit unit() {
    return unit;
  }

  /** Whether its values are text whatever they look like: {@code user_id}, {@code trace_id}. */
  public boolean isId() {
    return id;
  }

  /** Normalised parts joined by dots. */
  String key() {
    return own.key();
  }

  /** The paths under which a record may carry it, in order of preference. */
  public List<FieldTable.Path> paths() {
    return builtIn == null ? List.of(own) : FieldTable.paths(builtIn);
  }

  static List<String> split(String dotted) {
    return dotted.indexOf('.') < 0 ? List.of(dotted) : List.of(dotted.split("\\.", -1));
  }

  private static boolean looksLikeId(String name) {
    return name.endsWith("Id")
        || name.endsWith("ID")
        || name.toLowerCase(Locale.ROOT).endsWith("_id")
        || name.equalsIgnoreCase("id")
        || name.toLowerCase(Locale.ROOT).endsWith(".id");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Field f && builtIn == f.builtIn && path.equals(f.path);
  }

  @Override
  public int hashCode() {
    return Objects.hash(builtIn, path);
  }

  @Override
  public String toString() {
    return name;
  }
}

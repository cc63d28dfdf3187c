package dev.rearview.engine.format;

import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.FieldMap;
import dev.rearview.engine.record.Values;
import dev.rearview.model.Level;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What readers of fields have in common: when the bytes are walked, which of a field's places
 * counts. What the walk cannot decide it leaves to the ordinary parser.
 */
abstract sealed class LineFields implements FieldReader permits JsonFields, LogfmtFields {
  /** How a walk ended. */
  enum Walk {
    RECORD,
    NO_RECORD,
    /** Only the ordinary parser can tell. */
    UNDECIDED
  }

  /** Longest record that is walked; the ordinary parser has limits of its own. */
  private static final int MAX_LENGTH = 10 << 20;

  private final JsonDialect dialect;
  private final NamedValues.Source source = this::get;
  private final LevelTokens levels = new LevelTokens();
  private final Field[] levelFields;
  private final Field[] timeFields;
  private final Field[] messageFields;
  final IsoTimes isoTimes = new IsoTimes();
  final WantedFields wanted = new WantedFields();

  byte[] bytes = new byte[Bytes.PADDING];
  int from;
  int to;

  /** Number of the record, never 0. */
  int record;

  private boolean walked;
  private boolean isRecord;
  private @Nullable FieldMap document;

  LineFields(JsonDialect dialect) {
    this.dialect = dialect;
    this.levelFields = dialect.levels().toArray(Field[]::new);
    this.timeFields = dialect.times().toArray(Field[]::new);
    this.messageFields = dialect.messages().toArray(Field[]::new);
  }

  @Override
  public final void at(byte[] newBytes, int newFrom, int newTo) {
    boolean padded = newTo + Bytes.PADDING <= newBytes.length;
    bytes = padded ? newBytes : Arrays.copyOfRange(newBytes, newFrom, newTo + Bytes.PADDING);
    from = padded ? newFrom : 0;
    to = padded ? newTo : newTo - newFrom;
    record = record == Integer.MAX_VALUE ? 1 : record + 1;
    walked = false;
    document = null;
  }

  @Override
  public final byte[] bytes() {
    return bytes;
  }

  @Override
  public final boolean isRecord() {
    if (!walked) {
      Walk walk = to - from > MAX_LENGTH ? Walk.UNDECIDED : walk();
      isRecord = walk == Walk.RECORD;
      if (walk == Walk.UNDECIDED) {
        document = document(text());
        isRecord = document != null;
      }
      walked = true;
    }
    return isRecord;
  }

  private String text() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** Finds out whether it is a record. */
  abstract Walk walk();

  /** Everything, as the ordinary parser reads it; null where it is no record. */
  abstract @Nullable FieldMap document(String text);

  /** The value that is written here; null is no value. */
  abstract @Nullable Object value(int valueFrom, int valueTo);

  /**
   * The place of what lies under a path inside a value.
   *
   * @return {@link #UNKNOWN} where the ordinary parser must be asked
   */
  abstract long inside(long outer, List<String> path);

  @Override
  public final @Nullable Object get(Field field) {
    long place = place(field);
    if (place >= 0) {
      Object value = value((int) (place >>> 32), (int) place);
      return value != null && field.isId() ? Values.text(value) : value;
    }
    return place == UNKNOWN ? whole().get(field) : null;
  }

  private FieldMap whole() {
    FieldMap known = document;
    if (known == null) {
      known = document(text());
      document = known == null ? new FieldMap() : known;
      known = document;
    }
    return known;
  }

  @Override
  public final long place(Field field) {
    WantedFields.Wanted one = wanted.find(field);
    if (!isRecord()) {
      return ABSENT;
    }
    if (one == null || document != null) {
      return UNKNOWN;
    }
    return place(one);
  }

  @Override
  public final long decider(Field field) {
    WantedFields.Wanted one = wanted.find(field);
    if (one == null || document != null) {
      return UNKNOWN;
    }
    return switch (one.decider) {
      case PLACE -> place(one);
      case PLACE_OR_PAIRS -> {
        long place = place(one);
        yield place == ABSENT && mayHavePairs() ? UNKNOWN : place;
      }
      case LEVEL -> levelPlace();
      case ORIGIN -> ABSENT;
      case OTHER -> UNKNOWN;
    };
  }

  private long place(WantedFields.Wanted one) {
    if (one.known != record) {
      one.known = record;
      one.place = locate(one);
    }
    return one.place;
  }

  /** Where a field stands in the record. */
  abstract long locate(WantedFields.Wanted one);

  /** Where a field stands, by the places of the outermost names. */
  final long find(WantedFields.Wanted one) {
    for (WantedFields.Way way : one.ways) {
      long place = wanted.placeOf(way.flat(), record);
      for (int i = 0; place == ABSENT && i < way.outer().length; i++) {
        long outer = wanted.placeOf(way.outer()[i], record);
        place = outer == ABSENT ? ABSENT : inside(outer, way.inner().get(i));
      }
      if (place != ABSENT) {
        return place;
      }
    }
    return ABSENT;
  }

  @Override
  public final @Nullable EventTime time(TimeContext times) {
    for (Field field : timeFields) {
      long place = place(field);
      if (place >= 0) {
        EventTime time = time((int) (place >>> 32), (int) place, times);
        return time != null ? time : NamedValues.time(source, dialect, times);
      }
      if (place == UNKNOWN) {
        break;
      }
    }
    return NamedValues.time(source, dialect, times);
  }

  /** A time where it is written in the usual way; null says nothing. */
  abstract @Nullable EventTime time(int valueFrom, int valueTo, TimeContext times);

  @Override
  public final @Nullable Level level() {
    long place = levelPlace();
    if (place < 0) {
      return place == ABSENT ? dialect.level(null) : dialect.level(written());
    }
    return levels.of(bytes, place, this).level();
  }

  @Override
  public final @Nullable String levelText() {
    long place = levelPlace();
    if (place < 0) {
      Object value = place == ABSENT ? null : written();
      return value == null ? null : Values.text(value);
    }
    return levels.of(bytes, place, this).text();
  }

  LevelTokens.Token levelToken(int valueFrom, int valueTo) {
    Object value = value(valueFrom, valueTo);
    return new LevelTokens.Token(dialect.level(value), value == null ? null : Values.text(value));
  }

  private @Nullable Object written() {
    return NamedValues.level(source, dialect);
  }

  @Override
  public final long levelPlace() {
    for (Field field : levelFields) {
      long place = place(field);
      if (place != ABSENT) {
        return place;
      }
    }
    return ABSENT;
  }

  @Override
  public final @Nullable String message() {
    return NamedValues.message(source, dialect);
  }

  @Override
  public final boolean mayHavePairs() {
    if (dialect.template()) {
      return true;
    }
    for (Field field : messageFields) {
      long place = place(field);
      if (place == UNKNOWN) {
        return true;
      }
      if (place != ABSENT) {
        return hasPairs((int) (place >>> 32), (int) place);
      }
    }
    return false;
  }

  /** An equals sign, or what may be one when it is read. */
  private boolean hasPairs(int valueFrom, int valueTo) {
    for (int i = valueFrom; i < valueTo; i++) {
      if (bytes[i] == '=' || bytes[i] == '\\' || bytes[i] == '[') {
        return true;
      }
    }
    return false;
  }
}

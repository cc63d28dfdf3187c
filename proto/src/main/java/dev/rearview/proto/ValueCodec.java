package dev.rearview.proto;

import dev.rearview.model.Level;
import dev.rearview.proto.scan.v1.ListValue;
import dev.rearview.proto.scan.v1.MapValue;
import dev.rearview.proto.scan.v1.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one mapping between a row's values and their messages. A value is null, {@link String},
 * {@link Long}, {@link Double}, {@link Boolean}, {@link Instant}, {@link Duration}, {@link Level},
 * a {@link List} or a {@link Map} with text keys of values; other numbers become one of the two,
 * anything else its text.
 */
public final class ValueCodec {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final Value NULL = Value.getDefaultInstance();

  private ValueCodec() {}

  public static Value toProto(@Nullable Object value) {
    return switch (value) {
      case null -> NULL;
      case String text -> Value.newBuilder().setText(text).build();
      case Long number -> Value.newBuilder().setInteger(number).build();
      case Double number -> Value.newBuilder().setNumber(number).build();
      case Boolean truth -> Value.newBuilder().setTruth(truth).build();
      case Instant time -> Value.newBuilder().setTimeNanos(nanos(time)).build();
      case Duration duration -> Value.newBuilder().setDurationNanos(duration.toNanos()).build();
      case Level level -> Value.newBuilder().setLevel(level.name()).build();
      case List<?> list -> list(list);
      case Map<?, ?> map -> map(map);
      case Integer number -> Value.newBuilder().setInteger(number).build();
      case Number number -> Value.newBuilder().setNumber(number.doubleValue()).build();
      default -> Value.newBuilder().setText(value.toString()).build();
    };
  }

  private static Value list(List<?> items) {
    ListValue.Builder list = ListValue.newBuilder();
    for (Object item : items) {
      list.addValues(toProto(item));
    }
    return Value.newBuilder().setList(list).build();
  }

  private static Value map(Map<?, ?> members) {
    MapValue.Builder map = MapValue.newBuilder();
    members.forEach((key, member) -> map.putMembers(String.valueOf(key), toProto(member)));
    return Value.newBuilder().setMap(map).build();
  }

  /** Members of a map come sorted by name. */
  public static @Nullable Object fromProto(Value value) {
    return switch (value.getKindCase()) {
      case TEXT -> value.getText();
      case INTEGER -> value.getInteger();
      case NUMBER -> value.getNumber();
      case TRUTH -> value.getTruth();
      case TIME_NANOS -> instant(value.getTimeNanos());
      case DURATION_NANOS -> Duration.ofNanos(value.getDurationNanos());
      case LEVEL -> {
        Level level = Level.of(value.getLevel());
        yield level == null ? value.getLevel() : level;
      }
      case LIST -> fromList(value.getList());
      case MAP -> fromMap(value.getMap());
      case KIND_NOT_SET -> null;
    };
  }

  private static List<@Nullable Object> fromList(ListValue list) {
    List<@Nullable Object> items = new ArrayList<>(list.getValuesCount());
    for (Value item : list.getValuesList()) {
      items.add(fromProto(item));
    }
    return Collections.unmodifiableList(items);
  }

  private static Map<String, @Nullable Object> fromMap(MapValue map) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    new TreeMap<>(map.getMembersMap())
        .forEach((key, member) -> members.put(key, fromProto(member)));
    return Collections.unmodifiableMap(members);
  }

  private static long nanos(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), NANOS_PER_SECOND), time.getNano());
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
  }
}

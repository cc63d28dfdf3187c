package dev.rearview.engine.record;

import dev.rearview.model.Level;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable record made of named values: an event, an anomaly, a node, a row of groups. A record
 * may lie under it, whose fields then show through where it has none of that name.
 */
public final class MapRecord implements LogRecord {
  private final long tsNanos;
  private final String node;
  private final String stream;
  private final long position;
  private final FieldMap fields;
  private final @Nullable LogRecord under;

  private MapRecord(Builder builder) {
    this.tsNanos = builder.tsNanos;
    this.node = builder.node;
    this.stream = builder.stream;
    this.position = builder.position;
    this.under = builder.under;
    this.fields = new FieldMap();
    builder.values.forEach(fields::put);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** A builder of a record that adds fields to another, in front of its own. */
  public static Builder over(LogRecord record) {
    Builder builder = new Builder();
    builder.under = record;
    return builder.tsNanos(record.tsNanos()).node(record.node()).stream(record.stream())
        .position(record.position());
  }

  @Override
  public long tsNanos() {
    return tsNanos;
  }

  @Override
  public @Nullable Object get(Field field) {
    Object own = fields.get(field);
    if (own == null && under != null) {
      own = under.get(field);
    }
    if (field.builtIn() == null) {
      return own;
    }
    return switch (field.builtIn()) {
      case TS -> tsNanos != NO_TIME ? ts() : own;
      case NODE -> own != null ? own : emptyAsNull(node);
      case STREAM -> own != null ? own : emptyAsNull(stream);
      case LEVEL -> own instanceof String text ? Level.of(text) : own;
      case ERROR_OCCURRED -> own != null ? own : (Object) errorOccurred();
      case null, default -> own;
    };
  }

  private boolean errorOccurred() {
    return (get(Field.LEVEL) instanceof Level level && level.isAtLeast(Level.ERROR))
        || "error".equals(text(Field.KIND));
  }

  private static @Nullable String emptyAsNull(String text) {
    return text.isEmpty() ? null : text;
  }

  @Override
  public String node() {
    return node;
  }

  @Override
  public String stream() {
    return stream;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void forEachField(BiConsumer<? super String, Object> sink) {
    Set<Field> given = new HashSet<>();
    Instant ts = ts();
    if (ts != null && under == null) {
      given.add(Field.TS);
      sink.accept(Field.TS.name(), ts);
    }
    fields.forEach((name, value) -> {
      Field field = Field.named(name);
      if ((ts == null || !field.equals(Field.TS)) && given.add(field)) {
        sink.accept(name, value);
      }
    });
    if (under != null) {
      under.forEachField((name, value) -> {
        Field field = Field.named(name);
        if (given.add(field)) {
          sink.accept(name, ts != null && field.equals(Field.TS) ? ts : value);
        }
      });
    }
  }

  @Override
  public String toString() {
    Map<String, Object> shown = new LinkedHashMap<>();
    forEachField(shown::put);
    return shown.toString();
  }

  /** Puts a record together. */
  public static final class Builder {
    private long tsNanos = NO_TIME;
    private String node = "";
    private String stream = "";
    private long position;
    private @Nullable LogRecord under;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private Builder() {}

    public Builder tsNanos(long tsNanos) {
      this.tsNanos = tsNanos;
      return this;
    }

    public Builder ts(Instant ts) {
      return tsNanos(Times.nanos(ts));
    }

    public Builder node(String node) {
      this.node = node;
      return this;
    }

    public Builder stream(String stream) {
      this.stream = stream;
      return this;
    }

    public Builder position(long position) {
      this.position = position;
      return this;
    }

    /** Gives a value; see {@link LogRecord} for what a value is. Null is NULL. */
    public Builder put(String name, @Nullable Object value) {
      Object kept = value;
      if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
        kept = ((Number) value).longValue();
      } else if (value instanceof Float f) {
        kept = f.doubleValue();
      }
      values.put(name, kept);
      return this;
    }

    public Builder put(Field field, @Nullable Object value) {
      return put(field.name(), value);
    }

    public Builder putAll(Map<String, ?> all) {
      all.forEach(this::put);
      return this;
    }

    /** Whether a value that is not NULL was given under this very name. */
    boolean has(String name) {
      return values.get(name) != null;
    }

    public MapRecord build() {
      return new MapRecord(this);
    }
  }
}

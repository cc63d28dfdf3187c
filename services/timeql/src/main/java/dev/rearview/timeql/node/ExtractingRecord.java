package dev.rearview.timeql.node;

import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.model.Level;
import dev.rearview.timeql.plan.Extracted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A record with the fields that EXTRACT adds in front of its own; found when first asked for. */
final class ExtractingRecord implements LogRecord {
  private final LogRecord record;
  private final List<Extracted> extract;
  private @Nullable Map<Field, @Nullable Object> found;

  ExtractingRecord(LogRecord record, List<Extracted> extract) {
    this.record = record;
    this.extract = extract;
  }

  private Map<Field, @Nullable Object> found() {
    Map<Field, @Nullable Object> known = found;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (Extracted extracted : extract) {
        String text = record.text(extracted.from());
        for (String group : extracted.regex().groupNames()) {
          Object value = text == null ? null : extracted.regex().capture(text, group);
          known.put(Field.named(group), value);
        }
      }
      found = known;
    }
    return known;
  }

  @Override
  public @Nullable Object get(Field field) {
    Map<Field, @Nullable Object> known = found();
    if (!known.containsKey(field)) {
      return record.get(field);
    }
    Object value = known.get(field);
    return field.equals(Field.LEVEL) && value instanceof String text ? Level.of(text) : value;
  }

  @Override
  public long tsNanos() {
    return record.tsNanos();
  }

  @Override
  public String node() {
    return record.node();
  }

  @Override
  public String stream() {
    return record.stream();
  }

  @Override
  public long position() {
    return record.position();
  }

  @Override
  public void forEachField(BiConsumer<? super String, Object> sink) {
    Map<Field, @Nullable Object> known = found();
    record.forEachField((name, value) -> {
      if (!known.containsKey(Field.named(name))) {
        sink.accept(name, value);
      }
    });
    known.forEach((field, value) -> {
      if (value != null) {
        sink.accept(field.name(), value);
      }
    });
  }
}

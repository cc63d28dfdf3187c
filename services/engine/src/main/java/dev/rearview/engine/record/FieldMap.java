package dev.rearview.engine.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A record's own values under their names, found by resolved fields: by aliases where the field is
 * built in, by path into nested maps, or by a name that holds the dots itself. Case and {@code _}
 * do not count. Filled once, then only read.
 */
public final class FieldMap {
  /** One value. */
  private record Entry(String name, Object value) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** Whether a value holds others. */
  private boolean nested;

  /** Adds a value; null is not kept, and of two that differ in case only the first stays. */
  public void put(String name, @Nullable Object value) {
    if (value != null) {
      entries.putIfAbsent(Names.normalise(name), new Entry(name, value));
      nested |= value instanceof Map;
    }
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The value of a field or null. Ids come as text. */
  public @Nullable Object get(Field field) {
    for (FieldTable.Path path : field.paths()) {
      Object found = find(path.parts(), path.key());
      if (found != null) {
        return field.isId() ? Values.text(found) : found;
      }
    }
    return null;
  }

  private @Nullable Object find(List<String> path, String key) {
    Entry flat = entries.get(key);
    if (flat != null) {
      return flat.value;
    }
    for (int taken = path.size() - 1; nested && taken > 0; taken--) {
      Entry outer = entries.get(String.join(".", path.subList(0, taken)));
      if (outer != null) {
        Object inner = descend(outer.value, path.subList(taken, path.size()));
        if (inner != null) {
          return inner;
        }
      }
    }
    return null;
  }

  private static @Nullable Object descend(@Nullable Object value, List<String> path) {
    if (path.isEmpty()) {
      return value;
    }
    if (!(value instanceof Map<?, ?> map)) {
      return null;
    }
    for (int taken = path.size(); taken > 0; taken--) {
      Object member = member(map, String.join(".", path.subList(0, taken)));
      Object inner = member == null ? null : descend(member, path.subList(taken, path.size()));
      if (inner != null) {
        return inner;
      }
    }
    return null;
  }

  private static @Nullable Object member(Map<?, ?> map, String key) {
    Object exact = map.get(key);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<?, ?> member : map.entrySet()) {
      if (member.getKey() instanceof String name && Names.normalise(name).equals(key)) {
        return member.getValue();
      }
    }
    return null;
  }

  /** The top-level names, as they were given. */
  public List<String> names() {
    List<String> names = new ArrayList<>(entries.size());
    entries.values().forEach(entry -> names.add(entry.name));
    return names;
  }

  /** Gives each value under a flat name, nested maps as {@code outer.inner}; lists stay whole. */
  public void forEach(BiConsumer<? super String, Object> sink) {
    for (Entry entry : entries.values()) {
      flatten(entry.name, entry.value, sink);
    }
  }

  private static void flatten(String name, Object value, BiConsumer<? super String, Object> sink) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      for (Map.Entry<?, ?> member : map.entrySet()) {
        if (member.getValue() != null) {
          flatten(name + "." + member.getKey(), member.getValue(), sink);
        }
      }
    } else {
      sink.accept(name, value);
    }
  }
}

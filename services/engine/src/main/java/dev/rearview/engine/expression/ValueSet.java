package dev.rearview.engine.expression;

import dev.rearview.engine.record.Values;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values to be looked up by equality; a number and the text that writes it are equal. */
public final class ValueSet {
  private final Set<Object> members = new HashSet<>();

  public ValueSet(Collection<? extends @Nullable Object> values) {
    for (Object value : values) {
      if (value != null) {
        members.add(canonical(value));
      }
    }
  }

  public boolean contains(Object value) {
    return members.contains(canonical(value));
  }

  public int size() {
    return members.size();
  }

  /** One form for a number and its text. */
  private static Object canonical(Object value) {
    Number number = Values.number(value);
    if (number == null) {
      return Values.text(value);
    }
    Object key = Values.key(number.doubleValue());
    return number instanceof Long || key == null ? number : key;
  }
}

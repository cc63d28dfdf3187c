package dev.rearview.engine.expression;

import dev.rearview.engine.record.Values;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values to be looked up by equality; a number and the text that writes it are equal, unless all
 * are ids.
 */
public final class ValueSet {
  private final Set<Object> members = new HashSet<>();

  private final boolean texts;

  public ValueSet(Collection<? extends @Nullable Object> values) {
    this(values, false);
  }

  /** Ids: compared as text, whatever they look like. */
  public static ValueSet ofTexts(Collection<? extends @Nullable Object> ids) {
    return new ValueSet(ids, true);
  }

  private ValueSet(Collection<? extends @Nullable Object> values, boolean texts) {
    this.texts = texts;
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

  /** Each value in the form that it is looked up in: a number, or text. */
  Set<Object> members() {
    return Set.copyOf(members);
  }

  /** One form for a number and its text. */
  private Object canonical(Object value) {
    Number number = texts ? null : Values.number(value);
    if (number == null) {
      return Values.text(value);
    }
    Object key = Values.key(number.doubleValue());
    return number instanceof Long || key == null ? number : key;
  }
}

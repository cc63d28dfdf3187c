package dev.rearview.timeql.answer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row of records whose columns are named: a map that also tells where the row comes from. */
public abstract class AnswerRow extends AbstractMap<String, @Nullable Object> {
  private final List<String> names;

  /**
   * @param names of the columns, shared by all rows
   */
  protected AnswerRow(List<String> names) {
    this.names = names;
  }

  /** The value of a column by its place. */
  public abstract @Nullable Object value(int place);

  /** Columns that the statement names, without those that tell of the context. */
  public abstract int named();

  /** Writes the text of a value; a record's raw text byte by byte as it stands in the file. */
  public abstract void writeText(int place, OutputStream out) throws IOException;

  /** With context: number of the window of context, from 1; 0 without. */
  public abstract int group();

  /** Whether it is a match, not context. */
  public abstract boolean isMatch();

  /** Canonical text of the record's stream. */
  public abstract String stream();

  /** Its position in the stream. */
  public abstract long position();

  @Override
  public int size() {
    return names.size();
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    int place = names.indexOf(name);
    return place < 0 ? null : value(place);
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return names.contains(name);
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return names.size();
      }

      @Override
      public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, @Nullable Object>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < names.size();
    }

    @Override
    public Map.Entry<String, @Nullable Object> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int place = next++;
      return new SimpleImmutableEntry<>(names.get(place), value(place));
    }
  }
}

package dev.rearview.replay.log;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An iterator over something that must be given back. Reading on after {@link #close} is an error.
 */
public interface Cursor<T> extends Iterator<T>, AutoCloseable {
  @Override
  void close();

  /** A cursor over what is in memory already. */
  static <T> Cursor<T> of(Iterable<T> items) {
    Iterator<T> iterator = items.iterator();
    return new Cursor<>() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public T next() {
        return iterator.next();
      }

      @Override
      public void close() {
        // nothing is held
      }
    };
  }

  /** Each item turned into another; null leaves it out. */
  default <R> Cursor<R> map(Function<T, @Nullable R> mapping) {
    Cursor<T> source = this;
    return new Cursor<>() {
      private @Nullable R ahead;

      @Override
      public boolean hasNext() {
        while (ahead == null && source.hasNext()) {
          ahead = mapping.apply(source.next());
        }
        return ahead != null;
      }

      @Override
      public R next() {
        if (!hasNext() || ahead == null) {
          throw new NoSuchElementException();
        }
        R result = ahead;
        ahead = null;
        return result;
      }

      @Override
      public void close() {
        source.close();
      }
    };
  }

  /** Only the items that pass. */
  default Cursor<T> filter(Predicate<T> test) {
    return map(item -> test.test(item) ? item : null);
  }
}

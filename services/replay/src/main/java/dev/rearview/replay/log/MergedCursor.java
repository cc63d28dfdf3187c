package dev.rearview.replay.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** Several ordered cursors as one ordered cursor; each may be a partition's or an instance's. */
public final class MergedCursor<T> implements Cursor<T> {
  private record Head<T>(T item, int source) {}

  private final List<Cursor<T>> sources;
  private final PriorityQueue<Head<T>> heads;

  private MergedCursor(List<Cursor<T>> sources, Comparator<? super T> order) {
    this.sources = sources;
    this.heads =
        new PriorityQueue<>(
            Comparator.<Head<T>, T>comparing(Head::item, order).thenComparing(Head::source));
    for (int i = 0; i < sources.size(); i++) {
      advance(i);
    }
  }

  /** Opens all; where one cannot be opened the others are closed again. */
  public static <T> Cursor<T> of(List<Supplier<Cursor<T>>> openers, Comparator<? super T> order) {
    List<Cursor<T>> opened = new ArrayList<>(openers.size());
    try {
      for (Supplier<Cursor<T>> opener : openers) {
        opened.add(opener.get());
      }
      return opened.size() == 1 ? opened.getFirst() : new MergedCursor<>(opened, order);
    } catch (RuntimeException e) {
      opened.forEach(Cursor::close);
      throw e;
    }
  }

  private void advance(int source) {
    Cursor<T> cursor = sources.get(source);
    if (cursor.hasNext()) {
      heads.add(new Head<>(cursor.next(), source));
    }
  }

  @Override
  public boolean hasNext() {
    return !heads.isEmpty();
  }

  @Override
  public T next() {
    Head<T> head = heads.poll();
    if (head == null) {
      throw new NoSuchElementException();
    }
    advance(head.source());
    return head.item();
  }

  @Override
  public void close() {
    sources.forEach(Cursor::close);
  }
}

package dev.rearview.replay.log;

import dev.rearview.model.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The events that references lead to, loaded in portions: few at first, as many questions want only
 * the first, then more at once, as each portion of another instance is a call.
 */
final class LoadedEvents implements Cursor<Event> {
  private static final int FIRST = 4;
  private static final int LARGEST = 256;

  private final Cursor<Position> references;
  private final Bodies bodies;
  private final EventSelection selection;
  private final Deque<Event> loaded = new ArrayDeque<>();
  private int portion = FIRST;

  LoadedEvents(Cursor<Position> references, Bodies bodies, EventSelection selection) {
    this.references = references;
    this.bodies = bodies;
    this.selection = selection;
  }

  @Override
  public boolean hasNext() {
    while (loaded.isEmpty() && references.hasNext()) {
      List<Long> numbers = new ArrayList<>(portion);
      while (numbers.size() < portion && references.hasNext()) {
        numbers.add(references.next().globalSeq());
      }
      bodies.getAll(numbers).stream().filter(selection::accepts).forEach(loaded::add);
      portion = Math.min(portion * 4, LARGEST);
    }
    return !loaded.isEmpty();
  }

  @Override
  public Event next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return loaded.remove();
  }

  @Override
  public void close() {
    references.close();
  }
}

package dev.rearview.causality.event;

import java.util.ArrayList;
import java.util.List;

/**
 * What a component declared to depend on, and since when; the newest declarations, in the order of
 * events. Before the first one that is known, that one counts.
 */
public record Dependencies(List<Declaration> declarations) {
  private static final int MAX_DECLARATIONS = 32;
  private static final int MAX_COMPONENTS = 64;

  /** One declaration. */
  public record Declaration(long ms, long seq, List<String> on) {
    public Declaration {
      on = on.stream().limit(MAX_COMPONENTS).toList();
    }
  }

  public static final Dependencies NONE = new Dependencies(List.of());

  public Dependencies {
    declarations = List.copyOf(declarations);
  }

  /** What it depended on at that time. */
  public List<String> at(long ms) {
    List<String> on = declarations.isEmpty() ? List.of() : declarations.getFirst().on;
    for (Declaration declaration : declarations) {
      if (declaration.ms <= ms) {
        on = declaration.on;
      }
    }
    return on;
  }

  /** With one more declaration; itself where that says nothing new. */
  public Dependencies with(Declaration next) {
    int place = declarations.size();
    while (place > 0 && isBefore(next, declarations.get(place - 1))) {
      place--;
    }
    if (place > 0 && declarations.get(place - 1).on.equals(next.on)) {
      return this;
    }
    List<Declaration> all = new ArrayList<>(declarations);
    all.add(place, next);
    if (place + 1 < all.size() && all.get(place + 1).on.equals(next.on)) {
      all.remove(place + 1);
    }
    if (all.size() > MAX_DECLARATIONS) {
      all.removeFirst();
    }
    return new Dependencies(all);
  }

  private static boolean isBefore(Declaration a, Declaration b) {
    return a.ms != b.ms ? a.ms < b.ms : a.seq < b.seq;
  }
}

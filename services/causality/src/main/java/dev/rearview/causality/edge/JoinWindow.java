package dev.rearview.causality.edge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The marks that met under one key, in the order of events, bounded in number. A mark that comes
 * late takes its place; edges that are no longer right are withdrawn.
 *
 * @param seen in the order of {@link dev.rearview.causality.event.Mark#ORDER}
 */
public record JoinWindow(JoinKey key, List<Seen> seen) {
  /** Most marks under one key. */
  static final int MAX_MARKS = 256;

  public JoinWindow {
    seen = List.copyOf(seen);
  }

  public static JoinWindow empty(JoinKey key) {
    return new JoinWindow(key, List.of());
  }

  /**
   * The window with one mark more, and what that changes.
   *
   * @param edges those that are new, stronger or weaker, then those that are withdrawn
   */
  public record Added(JoinWindow window, List<Edge> edges) {}

  public Added add(Seen next) {
    if (seen.stream().anyMatch(s -> same(s, next))) {
      return new Added(this, List.of());
    }
    List<Seen> with = new ArrayList<>(seen);
    int place = with.size();
    while (place > 0 && next.mark().isBefore(with.get(place - 1).mark())) {
      place--;
    }
    with.add(place, next);
    Linker linker = key.kind().linker();
    int surplus = linker.surplus(with);
    if (surplus >= 0 && with.get(surplus) != next) {
      with.remove(surplus);
    }
    List<Seen> without = with.stream().filter(s -> s != next).toList();
    Map<Edge.Identity, Link> before = byIdentity(linker.link(key, without));
    Map<Edge.Identity, Link> after = byIdentity(linker.link(key, List.copyOf(with)));
    return new Added(new JoinWindow(key, trimmed(with, linker)), difference(before, after));
  }

  /** Where the new mark itself is the one to give up, it is linked first. */
  private static List<Seen> trimmed(List<Seen> with, Linker linker) {
    int surplus = linker.surplus(with);
    if (surplus < 0) {
      return with;
    }
    List<Seen> trimmed = new ArrayList<>(with);
    trimmed.remove(surplus);
    return trimmed;
  }

  private static boolean same(Seen a, Seen b) {
    return a.own() == b.own()
        && a.mark().eventId().equals(b.mark().eventId())
        && a.mark().trouble() == b.mark().trouble();
  }

  private static Map<Edge.Identity, Link> byIdentity(Collection<Link> links) {
    Map<Edge.Identity, Link> map = new LinkedHashMap<>();
    for (Link link : links) {
      map.merge(link.identity(), link, (a, b) -> a.confidence() >= b.confidence() ? a : b);
    }
    return map;
  }

  private static List<Edge> difference(
      Map<Edge.Identity, Link> before, Map<Edge.Identity, Link> after) {
    List<Edge> edges = new ArrayList<>();
    after.forEach((identity, link) -> {
      Link known = before.get(identity);
      if (known == null || known.confidence() != link.confidence()) {
        edges.add(link.edge());
      }
    });
    before.forEach((identity, link) -> {
      if (!after.containsKey(identity)) {
        edges.add(link.withdrawn());
      }
    });
    return edges;
  }
}

package dev.rearview.causality.edge;

import java.util.ArrayList;
import java.util.List;

/**
 * The effect names its cause: as sure as its sender was. A cause that never comes gives no edge.
 */
final class ExplicitLinker implements Linker {
  private static final double CONFIDENCE = 0.98;

  @Override
  public List<Link> link(JoinKey key, List<Seen> seen) {
    List<Link> links = new ArrayList<>();
    for (Seen cause : seen) {
      if (cause.own()) {
        for (Seen effect : seen) {
          if (!effect.own()) {
            links.add(
                new Link(
                    cause.mark(),
                    effect.mark(),
                    Basis.EXPLICIT,
                    CONFIDENCE,
                    (c, e) -> "%s names this event as its cause".formatted(e.component())));
          }
        }
      }
    }
    return links;
  }

  @Override
  public int surplus(List<Seen> seen) {
    return seen.size() > JoinWindow.MAX_MARKS ? Linker.oldest(seen, s -> !s.own()) : -1;
  }
}

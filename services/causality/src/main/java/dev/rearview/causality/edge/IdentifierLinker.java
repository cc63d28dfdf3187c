package dev.rearview.causality.edge;

import dev.rearview.causality.event.Mark;
import java.util.ArrayList;
import java.util.List;

/**
 * Each event with the same identifier follows from the one before it: weak belief, fading with
 * time, stronger where trouble follows trouble.
 */
final class IdentifierLinker implements Linker {
  private static final long MAX_GAP_MS = 30 * 60_000L;
  private static final long HALF_LIFE_MS = 30_000;
  private static final double REQUEST = 0.5;
  private static final double OTHER = 0.35;
  private static final double TROUBLE_FOLLOWS_TROUBLE = 0.25;

  @Override
  public List<Link> link(JoinKey key, List<Seen> seen) {
    List<Link> links = new ArrayList<>();
    for (int i = 1; i < seen.size(); i++) {
      Mark cause = seen.get(i - 1).mark();
      Mark effect = seen.get(i).mark();
      if (effect.ms() - cause.ms() <= MAX_GAP_MS) {
        links.add(link(key, cause, effect));
      }
    }
    return links;
  }

  private static Link link(JoinKey key, Mark cause, Mark effect) {
    double base =
        key.name().equals("request_id") || key.name().equals("trace_id") ? REQUEST : OTHER;
    if (effect.trouble() != null && cause.trouble() != null) {
      base += TROUBLE_FOLLOWS_TROUBLE;
    }
    return new Link(
        cause,
        effect,
        Basis.IDENTIFIER,
        Gap.fade(base, cause, effect, HALF_LIFE_MS),
        (c, e) ->
            "same %s '%s'; %s came %s earlier"
                .formatted(key.name(), key.value(), c.describe(), Gap.words(c, e)));
  }
}

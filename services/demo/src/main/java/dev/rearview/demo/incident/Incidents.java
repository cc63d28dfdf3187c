package dev.rearview.demo.incident;

import dev.rearview.demo.shop.Seeds;
import dev.rearview.demo.shop.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which incident happens when: at most one in each slot of six minutes, by the seed, and those of
 * the story, around whose time nothing else goes wrong.
 */
public final class Incidents {
  static final long SLOT_MS = 360_000;

  private final long seed;
  private final long fromMs;
  private final long quietFromMs;
  private final long quietToMs;
  private final List<Incident> story;

  /**
   * @param fromMs nothing goes wrong before
   * @param quietFromMs from then to {@code quietToMs} only the story's incidents happen
   */
  public Incidents(long seed, long fromMs, long quietFromMs, long quietToMs, List<Incident> story) {
    this.seed = seed;
    this.fromMs = fromMs;
    this.quietFromMs = quietFromMs;
    this.quietToMs = quietToMs;
    this.story = List.copyOf(story);
  }

  /** Those that have begun and whose traces (a breaker that closes) are not over by then. */
  public List<Incident> around(long atMs) {
    List<Incident> found = new ArrayList<>();
    for (Incident incident : story) {
      if (atMs >= incident.startMs() && atMs <= incident.endMs() + 30_000) {
        found.add(incident);
      }
    }
    long slot = Math.floorDiv(atMs, SLOT_MS);
    for (long s = slot - 1; s <= slot; s++) {
      inSlot(s)
          .filter(i -> atMs >= i.startMs() && atMs <= i.endMs() + 30_000)
          .ifPresent(found::add);
    }
    return found;
  }

  /** Those that go on at that moment. */
  public List<Incident> activeAt(long atMs) {
    return around(atMs).stream().filter(i -> i.activeAt(atMs)).toList();
  }

  /** All that begin in the range, by start. */
  public List<Incident> startingIn(long fromMs, long toMs) {
    List<Incident> found = new ArrayList<>();
    for (long s = Math.floorDiv(fromMs, SLOT_MS); s <= Math.floorDiv(toMs, SLOT_MS); s++) {
      inSlot(s).ifPresent(found::add);
    }
    found.addAll(story);
    found.removeIf(i -> i.startMs() < fromMs || i.startMs() >= toMs);
    found.sort(Comparator.comparingLong(Incident::startMs));
    return found;
  }

  private Optional<Incident> inSlot(long slot) {
    long from = slot * SLOT_MS;
    long to = from + SLOT_MS;
    boolean taken = story.stream().anyMatch(i -> i.startMs() < to && i.endMs() + 30_000 > from);
    if (taken || from < fromMs || (to > quietFromMs && from < quietToMs)) {
      return Optional.empty();
    }
    var random = Seeds.random(seed, 101, slot);
    if (random.nextInt(10) < 2) {
      return Optional.empty();
    }
    IncidentKind[] kinds = IncidentKind.values();
    IncidentKind kind = kinds[random.nextInt(kinds.length)];
    Service root = kind.roots().get(random.nextInt(kind.roots().size()));
    long start = from + random.nextInt(20_000, 90_000);
    long end = start + random.nextInt(120_000, 220_000);
    String id = "inc-" + Long.toString(slot, 36);
    return Optional.of(new Incident(id, kind, root, start, end, Seeds.mix(seed, 102, slot)));
  }
}

package dev.rearview.replay.session;

import dev.rearview.replay.log.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What-ifs that ran lately, as they were at some places, so that another of their frames is reached
 * from the nearest one. Bounded: the {@value #MAX_RUNS} asked for last, each at {@value
 * #MAX_PLACES} places, which are the fewer the larger the states are.
 */
final class Keyframes {
  /** A place is kept each so many events of the session, and less often in a long run. */
  static final int SPACING = 500;

  private static final int MAX_RUNS = 8;
  private static final int MAX_PLACES = 32;
  private static final long MAX_WEIGHT = 4_000_000;

  /**
   * Which what-if.
   *
   * @param extent how many events its components had, so that later ones are not missed
   */
  record Key(Run.Scene scene, long extent) {}

  private static final class Places {
    final TreeMap<Position, Run> kept = new TreeMap<>();
    long weight;
  }

  private final Map<Key, Places> runs =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Places> eldest) {
          return size() > MAX_RUNS;
        }
      };

  /** The nearest place at or before a position, to go on from; null: none is kept. */
  synchronized @Nullable Run before(Key key, Position position) {
    Places places = runs.get(key);
    Map.Entry<Position, Run> nearest = places == null ? null : places.kept.floorEntry(position);
    return nearest == null ? null : nearest.getValue().copy();
  }

  /** Keeps where a run is. */
  synchronized void keep(Key key, Run run) {
    Places places = runs.computeIfAbsent(key, k -> new Places());
    long weight = run.weight();
    if (places.kept.containsKey(run.position()) || weight > MAX_WEIGHT / 2) {
      return;
    }
    while (places.kept.size() >= MAX_PLACES || places.weight + weight > MAX_WEIGHT) {
      thinOut(places);
    }
    places.kept.put(run.position(), run.copy());
    places.weight += weight;
  }

  /** Drops every second place. */
  private static void thinOut(Places places) {
    boolean drop = true;
    for (Map.Entry<Position, Run> place : new ArrayList<>(places.kept.entrySet())) {
      if (drop) {
        places.kept.remove(place.getKey());
        places.weight -= place.getValue().weight();
      }
      drop = !drop;
    }
  }
}

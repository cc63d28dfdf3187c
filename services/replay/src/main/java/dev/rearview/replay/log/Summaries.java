package dev.rearview.replay.log;

import dev.rearview.model.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what comes in: of each component, each session, each world. What was counted last is held,
 * so that it need not be read again.
 */
final class Summaries {
  private static final int MAX_HELD = 16_384;

  private final WritableBytes index;
  private final Map<Of, Held<ComponentSummary>> components =
      new LinkedHashMap<>(MAX_HELD, 0.75f, true);
  private final Map<Of, Held<SessionTally>> sessions = new LinkedHashMap<>(MAX_HELD, 0.75f, true);
  private final Map<String, WorldTally> worlds = new HashMap<>();
  private final Map<Of, Held<ComponentSummary>> countedComponents = new HashMap<>();
  private final List<Held<SessionTally>> countedSessions = new ArrayList<>();

  Summaries(WritableBytes index) {
    this.index = index;
  }

  private record Of(String world, String name) {}

  private static final class Held<T> {
    private T counted;
    private boolean dirty;

    Held(T counted) {
      this.counted = counted;
    }
  }

  void add(Event event) {
    String world = event.world();
    Of of = new Of(world, event.componentId());
    Held<ComponentSummary> component = components.computeIfAbsent(of, this::component);
    boolean newComponent = component.counted.events() == 0;
    component.counted = component.counted.plus(event);
    if (!component.dirty) {
      component.dirty = true;
      countedComponents.put(of, component);
    }
    if (event.sessionId() != null) {
      Held<SessionTally> session =
          sessions.computeIfAbsent(new Of(world, event.sessionId()), this::session);
      session.counted.add(event);
      if (!session.dirty) {
        session.dirty = true;
        countedSessions.add(session);
      }
    }
    worlds.computeIfAbsent(world, this::world).add(event, newComponent);
  }

  private Held<ComponentSummary> component(Of of) {
    byte[] known = index.get(Keys.component(of.world(), of.name()));
    return new Held<>(
        known == null ? ComponentSummary.none(of.name()) : ComponentSummary.decode(known));
  }

  private Held<SessionTally> session(Of of) {
    return new Held<>(
        new SessionTally(of.world(), of.name(), SessionSummary.read(index, of.world(), of.name())));
  }

  private WorldTally world(String world) {
    byte[] known = index.get(Keys.world(world));
    return new WorldTally(known == null ? WorldStats.NONE : WorldStats.decode(known));
  }

  /** Writes what was counted since the last time. */
  void settle() {
    countedComponents.forEach((of, component) -> {
      index.put(Keys.component(of.world(), of.name()), component.counted.encode());
      component.dirty = false;
    });
    countedComponents.clear();
    for (Held<SessionTally> session : countedSessions) {
      session.counted.settle(index);
      session.dirty = false;
    }
    countedSessions.clear();
    worlds.forEach((world, tally) -> {
      if (tally.dirty()) {
        index.put(Keys.world(world), tally.settled().encode());
      }
    });
    trim(components);
    trim(sessions);
  }

  private static void trim(Map<?, ?> held) {
    Iterator<?> oldest = held.keySet().iterator();
    while (held.size() > MAX_HELD && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
  }
}

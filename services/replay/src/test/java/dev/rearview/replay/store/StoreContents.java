package dev.rearview.replay.store;

import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import dev.rearview.replay.ReplayService;
import dev.rearview.replay.change.LocalChanges;
import dev.rearview.replay.log.ComponentSummary;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.EventSelection;
import dev.rearview.replay.log.EventSelection.By;
import dev.rearview.replay.log.Holdings;
import dev.rearview.replay.log.LocalDirectory;
import dev.rearview.replay.log.LocalEvents;
import dev.rearview.replay.log.SessionSummary;
import dev.rearview.replay.log.Shard;
import dev.rearview.replay.state.StateAnswer;
import dev.rearview.replay.state.StateQuestion;
import dev.rearview.replay.topology.CodecBytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What stores say, asked as the service asks them. */
public final class StoreContents {
  private final ReplayService service;

  /**
   * @param shardOf which of the shards has a component
   */
  public StoreContents(List<Shard> shards, Function<String, Shard> shardOf) {
    Holdings holdings =
        new Holdings() {
          @Override
          public List<Shard> shards() {
            return shards;
          }

          @Override
          public Shard shardOf(String world, String component) {
            return shardOf.apply(component);
          }
        };
    CodecBytes bytes = new CodecBytes();
    service =
        new ReplayService(
            holdings,
            new LocalDirectory(holdings),
            new LocalEvents(holdings, bytes),
            new LocalChanges(holdings),
            bytes,
            () -> 0,
            Duration.ZERO,
            Map.of());
  }

  public ReplayService service() {
    return service;
  }

  public StateAnswer state(String component, long atMs) {
    return service.state(StateQuestion.at(SeededLog.WORLD, component, atMs), 0);
  }

  /** The same, folded from the first event on. */
  public StateAnswer stateFromBeginning(String component, long atMs) {
    return service.state(new StateQuestion(SeededLog.WORLD, component, null, atMs, true), 0);
  }

  /** States of all components that have one. */
  public Map<String, String> statesAt(long atMs) {
    Map<String, String> states = new TreeMap<>();
    for (ComponentSummary component : components()) {
      states.put(component.componentId(), state(component.componentId(), atMs).state());
    }
    return states;
  }

  public List<ComponentSummary> components() {
    return all(service.directory().components(SeededLog.WORLD, ""));
  }

  public List<SessionSummary> sessions() {
    return all(service.directory().sessions(SeededLog.WORLD));
  }

  public List<Event> events(By by) {
    return all(service.linkedEvents().read(EventSelection.all(SeededLog.WORLD, by)));
  }

  private static <T> List<T> all(Cursor<T> cursor) {
    List<T> all = new ArrayList<>();
    try (cursor) {
      cursor.forEachRemaining(all::add);
    }
    return all;
  }

  /** A hash of every event, of all summaries, and of each component's state at several times. */
  public String digest(long... times) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (Cursor<Event> all =
          service.linkedEvents().read(EventSelection.all(SeededLog.WORLD, new By.Sequence()))) {
        all.forEachRemaining(event -> update(digest, EventJson.write(event)));
      }
      components().forEach(component -> update(digest, component.toString()));
      sessions().forEach(session -> update(digest, session.components() + "" + session.events()));
      update(digest, service.directory().stats(SeededLog.WORLD).toString());
      for (long atMs : times) {
        update(digest, statesAt(atMs).toString());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
  }
}

package dev.rearview.replay.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rearview.integrity.Damage;
import dev.rearview.model.Event;
import dev.rearview.replay.dependency.Dependency;
import dev.rearview.replay.log.ComponentSummary;
import dev.rearview.replay.log.LogStats;
import dev.rearview.replay.log.SessionSummary;
import dev.rearview.replay.state.StateAnswer;
import dev.rearview.replay.state.StateDiff;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers that look different outside than inside. */
final class Views {
  private Views() {}

  record Component(
      String componentId, long events, long errors, long firstMs, long lastMs, String service) {
    static Component of(ComponentSummary c) {
      return new Component(
          c.componentId(), c.events(), c.errors(), c.firstMs(), c.lastMs(), c.service());
    }
  }

  record Components(List<Component> components, @Nullable String nextCursor, long lag) {}

  record Dependencies(String componentId, long atMs, List<Dependency> dependencies) {}

  record Cycle(List<String> path) {}

  record Validation(
      boolean valid,
      List<Cycle> cycles,
      List<String> selfDependencies,
      List<Dependency> missing,
      int components,
      boolean truncated) {
    static Validation of(dev.rearview.replay.dependency.Validation found) {
      return new Validation(
          found.cycles().isEmpty()
              && found.selfDependencies().isEmpty()
              && found.missing().isEmpty(),
          found.cycles().stream().map(Cycle::new).toList(),
          found.selfDependencies(),
          found.missing(),
          found.components(),
          found.truncated());
    }
  }

  record Session(
      String sessionId,
      long firstMs,
      long lastMs,
      long events,
      long errors,
      List<String> componentIds) {
    static Session of(SessionSummary s) {
      return new Session(
          s.sessionId(), s.firstMs(), s.lastMs(), s.events(), s.errors(), s.components());
    }
  }

  record Sessions(List<Session> sessions, @Nullable String nextCursor) {}

  /** One path that differs; an absent member was not there. */
  record PathChange(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
    static PathChange of(StateDiff.Change change) {
      return new PathChange(change.path(), change.before(), change.after());
    }
  }

  record Diff(String componentId, StateAnswer from, StateAnswer to, List<PathChange> changes) {}

  record Stats(
      String world,
      long events,
      long lastSeq,
      @Nullable Long firstMs,
      @Nullable Long lastMs,
      long components,
      long sessions,
      long errors,
      String headHash,
      Map<String, Long> byKind,
      Map<String, Long> byLevel,
      double eventsPerSecond,
      long lag,
      long reqIdWindowMs,
      long jsonBytes,
      long diskBytes) {
    static Stats of(LogStats s) {
      boolean any = s.totals().events() > 0;
      return new Stats(
          s.world(),
          s.totals().events(),
          s.totals().lastSeq(),
          any ? (Long) s.totals().firstMs() : null,
          any ? (Long) s.totals().lastMs() : null,
          s.totals().components(),
          s.sessions(),
          s.totals().errors(),
          s.totals().headHash(),
          s.totals().byKind(),
          s.totals().byLevel(),
          s.eventsPerSecond(),
          s.lag(),
          Protos.REQ_ID_WINDOW_MS,
          s.totals().jsonBytes(),
          s.diskBytes());
    }
  }

  record Verification(
      boolean valid,
      long checked,
      long firstSeq,
      long lastSeq,
      String headHash,
      @Nullable String root,
      long damageCount,
      List<Damage> damage) {
    static Verification of(dev.rearview.integrity.Verification v) {
      return new Verification(
          v.valid(),
          v.checked(),
          v.firstSeq(),
          v.lastSeq(),
          v.headHash(),
          v.root(),
          v.damageCount(),
          v.damage());
    }
  }

  record Entries(List<Event> events, @Nullable String nextCursor) {}
}

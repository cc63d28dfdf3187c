package dev.rearview.query.api;

import dev.rearview.engine.record.Amount;
import dev.rearview.proto.replay.v1.ComponentState;
import dev.rearview.proto.replay.v1.Cycle;
import dev.rearview.proto.replay.v1.Damage;
import dev.rearview.proto.replay.v1.Departure;
import dev.rearview.proto.replay.v1.Dependencies;
import dev.rearview.proto.replay.v1.Dependency;
import dev.rearview.proto.replay.v1.Frame;
import dev.rearview.proto.replay.v1.LogStats;
import dev.rearview.proto.replay.v1.Message;
import dev.rearview.proto.replay.v1.Validation;
import dev.rearview.proto.replay.v1.Verification;
import dev.rearview.query.upstream.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What replay says, as rows. */
final class ReplayRows {
  private ReplayRows() {}

  static Told dependencies(Dependencies reply) {
    return Told.of(reply.getDependenciesList().stream().map(ReplayRows::dependency).toList());
  }

  private static Map<String, @Nullable Object> dependency(Dependency dependency) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("from", dependency.getFrom());
    row.put("to", dependency.getTo());
    row.put("depth", (long) dependency.getDepth());
    row.put("known", dependency.getKnown());
    boolean declared = dependency.hasDeclaredBy();
    row.put("declared_by", declared ? dependency.getDeclaredBy().getId() : null);
    row.put("declared_at", Rows.time(declared, dependency.getDeclaredBy().getTimestampMs()));
    return row;
  }

  static Told validation(Validation reply) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Cycle cycle : reply.getCyclesList()) {
      rows.add(finding("cycle", String.join(" → ", cycle.getPathList()), cycle.getPathList()));
    }
    for (String component : reply.getSelfDependenciesList()) {
      rows.add(finding("self", component + " depends on itself", List.of(component)));
    }
    for (Dependency missing : reply.getMissingList()) {
      String sentence =
          "%s depends on %s, of which the log has no event"
              .formatted(missing.getFrom(), missing.getTo());
      rows.add(finding("missing", sentence, List.of(missing.getFrom(), missing.getTo())));
    }
    String checked =
        Amount.of(reply.getComponents(), "component was checked", "components were checked");
    List<String> limits =
        reply.getTruncated()
            ? List.of("of circular groups with more than 1,000 cycles only some are named")
            : List.of();
    return new Told(rows, 0, limits, rows.isEmpty() ? List.of(checked) : List.of());
  }

  private static Map<String, @Nullable Object> finding(
      String kind, String detail, List<String> path) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("finding", kind);
    row.put("detail", detail);
    row.put("path", List.copyOf(path));
    return row;
  }

  static Map<String, @Nullable Object> frame(Frame frame) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("frame", (long) frame.getIndex());
    row.put("of", (long) frame.getTotal());
    row.put("ts", Instant.ofEpochMilli(frame.getAtMs()));
    Map<String, @Nullable Object> states = new LinkedHashMap<>();
    List<String> changed = new ArrayList<>();
    List<String> simulated = new ArrayList<>();
    for (ComponentState state : frame.getStatesList()) {
      states.put(state.getComponentId(), Rows.json(state.getState()));
      state.getChangedList().forEach(path -> changed.add(state.getComponentId() + "#" + path));
      if (state.getSimulated()) {
        simulated.add(state.getComponentId());
      }
    }
    row.put("states", states);
    row.put("changed", changed);
    row.put("simulated", simulated);
    row.put("messages", frame.getMessagesList().stream().map(ReplayRows::message).toList());
    row.put("events", frame.getEventsList().stream().map(Rows::event).toList());
    row.put("departures", frame.getDeparturesList().stream().map(ReplayRows::departure).toList());
    row.put(
        "first_departure", frame.hasFirstDeparture() ? frame.getFirstDeparture().getText() : null);
    row.put("notes", List.copyOf(frame.getNotesList()));
    return row;
  }

  private static Map<String, @Nullable Object> departure(Departure departure) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("kind", departure.getKind());
    row.put("component", departure.getComponentId());
    row.put("path", Rows.emptyAsNull(departure.getPath()));
    row.put("ts", Instant.ofEpochMilli(departure.getAtMs()));
    row.put("recorded", departure.hasRecorded() ? Rows.json(departure.getRecorded()) : null);
    row.put("simulated", departure.hasSimulated() ? Rows.json(departure.getSimulated()) : null);
    row.put("event_id", Rows.emptyAsNull(departure.getEventId()));
    row.put("text", departure.getText());
    return row;
  }

  private static Map<String, @Nullable Object> message(Message message) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("from", message.getFrom());
    row.put("to", message.getTo());
    row.put("basis", message.getBasis());
    row.put("ts", Instant.ofEpochMilli(message.getAtMs()));
    row.put("event_id", Rows.emptyAsNull(message.getEventId()));
    row.put("payload", Rows.json(message.getPayload()));
    return row;
  }

  static Told statistics(LogStats stats) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("world", stats.getWorld());
    row.put("events", stats.getEvents());
    row.put("last_seq", stats.getLastSeq());
    row.put("first_ts", Rows.time(stats.hasFirstMs(), stats.getFirstMs()));
    row.put("last_ts", Rows.time(stats.hasLastMs(), stats.getLastMs()));
    row.put("components", stats.getComponents());
    row.put("sessions", stats.getSessions());
    row.put("errors", stats.getErrors());
    row.put("events_per_second", stats.getEventsPerSecond());
    row.put("req_id_window_ms", stats.getReqIdWindowMs());
    row.put("head_hash", Rows.emptyAsNull(stats.getHeadHash()));
    row.put("json_bytes", stats.getJsonBytes());
    row.put("disk_bytes", stats.getDiskBytes());
    row.put("by_kind", new TreeMap<>(stats.getByKindMap()));
    row.put("by_level", new TreeMap<>(stats.getByLevelMap()));
    return new Told(List.of(row), stats.getLag(), List.of(), List.of());
  }

  static Told verification(String world, Verification reply) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    Map<String, @Nullable Object> whole = new LinkedHashMap<>();
    whole.put("world", world);
    whole.put("valid", reply.getValid());
    whole.put("checked", reply.getChecked());
    whole.put("first_seq", reply.getFirstSeq());
    whole.put("last_seq", reply.getLastSeq());
    whole.put("head_hash", Rows.emptyAsNull(reply.getHeadHash()));
    whole.put("damage", null);
    whole.put("damaged_seq", null);
    whole.put("detail", null);
    if (reply.getDamageCount() == 0) {
      rows.add(whole);
    }
    for (Damage damage : reply.getDamageList()) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>(whole);
      row.put("damage", damage.getKind());
      row.put("damaged_seq", damage.getSeq());
      row.put("detail", damage.getDetail());
      rows.add(row);
    }
    return Told.of(rows);
  }
}

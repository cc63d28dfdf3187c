package dev.rearview.engine.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one table of built-in fields and their spellings: names in queries are resolved by it, and
 * formats find a record's time, level, message and ids by it.
 */
public final class FieldTable {
  /**
   * One row of the table.
   *
   * @param spellings the canonical name first, then the aliases, as people write them
   */
  public record Row(BuiltIn builtIn, List<String> spellings) {}

  private static final Map<BuiltIn, List<String>> ALIASES = aliases();
  private static final List<Row> ROWS = build();
  private static final Map<String, BuiltIn> BY_NAME = byName();
  private static final Map<BuiltIn, List<Path>> PATHS = paths();

  private FieldTable() {}

  /** Every built-in field with its spellings, in the order in which they are shown. */
  public static List<Row> rows() {
    return ROWS;
  }

  private static List<Row> build() {
    List<Row> rows = new ArrayList<>();
    for (BuiltIn builtIn : BuiltIn.values()) {
      List<String> spellings = new ArrayList<>();
      spellings.add(builtIn.fieldName());
      spellings.addAll(ALIASES.getOrDefault(builtIn, List.of()));
      rows.add(new Row(builtIn, List.copyOf(spellings)));
    }
    return List.copyOf(rows);
  }

  /** The built-in field that a name stands for; case and {@code _} do not count. */
  static @Nullable BuiltIn find(String dottedName) {
    return BY_NAME.get(Names.normalise(dottedName));
  }

  /**
   * A normalised path into nested values, whole and in its parts.
   *
   * @param key the parts joined by dots
   */
  public record Path(String key, List<String> parts) {}

  /** The paths under which a record may carry it, in order of preference. */
  static List<Path> paths(BuiltIn builtIn) {
    List<Path> paths = PATHS.get(builtIn);
    return paths == null ? List.of() : paths;
  }

  private static Map<BuiltIn, List<String>> aliases() {
    Map<BuiltIn, List<String>> aliases = new EnumMap<>(BuiltIn.class);
    aliases.put(
        BuiltIn.TS,
        List.of(
            "timestamp",
            "time",
            "@timestamp",
            "@t",
            "datetime",
            "date_time",
            "event_time",
            "log_time",
            "asctime",
            "timestamp_ms",
            "ts_ms",
            "time_millis",
            "time_unix_nano"));
    aliases.put(
        BuiltIn.OBSERVED_TS,
        List.of("observed_ms", "observed_timestamp", "observed_time_unix_nano"));
    aliases.put(
        BuiltIn.LEVEL,
        List.of("severity", "lvl", "log.level", "log_level", "levelname", "severity_text", "@l"));
    aliases.put(
        BuiltIn.MESSAGE,
        List.of("msg", "@m", "@mt", "short_message", "log.message", "log_message"));
    aliases.put(BuiltIn.KIND, List.of("event_type", "event.kind"));
    aliases.put(
        BuiltIn.SERVICE,
        List.of(
            "service.name",
            "service_name",
            "dd.service",
            "app.service",
            "resource.service.name",
            "resource.attributes.service.name"));
    aliases.put(BuiltIn.COMPONENT, List.of("component_id"));
    aliases.put(BuiltIn.NODE, List.of("node_name", "k8s.node.name", "kubernetes.node_name"));
    aliases.put(BuiltIn.NAMESPACE, List.of("k8s.namespace.name", "kubernetes.namespace_name"));
    aliases.put(BuiltIn.POD, List.of("pod_name", "k8s.pod.name", "kubernetes.pod_name"));
    aliases.put(
        BuiltIn.CONTAINER,
        List.of("container_name", "k8s.container.name", "kubernetes.container_name"));
    aliases.put(
        BuiltIn.TRACE_ID, List.of("trace.id", "dd.trace_id", "otel.trace_id", "x-b3-traceid"));
    aliases.put(BuiltIn.SPAN_ID, List.of("span.id", "dd.span_id", "otel.span_id", "x-b3-spanid"));
    aliases.put(
        BuiltIn.REQUEST_ID,
        List.of("request.id", "http.request.id", "x-request-id", "x_request_id", "correlation_id"));
    aliases.put(BuiltIn.SESSION_ID, List.of("session.id", "session"));
    aliases.put(BuiltIn.EVENT_ID, List.of("event.id"));
    return aliases;
  }

  private static Map<String, BuiltIn> byName() {
    Map<String, BuiltIn> names = new HashMap<>();
    for (Row row : ROWS) {
      for (String spelling : row.spellings()) {
        names.putIfAbsent(Names.normalise(spelling), row.builtIn());
      }
    }
    return Map.copyOf(names);
  }

  private static Map<BuiltIn, List<Path>> paths() {
    Map<BuiltIn, List<Path>> paths = new EnumMap<>(BuiltIn.class);
    for (Row row : ROWS) {
      paths.put(
          row.builtIn(),
          row.spellings().stream()
              .map(Names::normalise)
              .distinct()
              .map(key -> new Path(key, Field.split(key)))
              .toList());
    }
    return Collections.unmodifiableMap(paths);
  }
}

package dev.rearview.query.statement;

import dev.rearview.query.nodes.KnownNode;
import dev.rearview.query.nodes.NodeRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code SHOW NODES}, and the rows of the source {@code nodes}: every node and its scanner. */
final class NodesAnswer {
  static final List<String> COLUMNS =
      List.of(
          "node",
          "status",
          "expected",
          "address",
          "seen",
          "files",
          "bytes",
          "unreadable",
          "shipped",
          "version",
          "warnings");

  private final NodeRegistry registry;

  NodesAnswer(NodeRegistry registry) {
    this.registry = registry;
  }

  void answer(Asked asked) {
    asked.rows().columns(COLUMNS);
    List<Map<String, @Nullable Object>> rows = rows();
    if (rows.isEmpty()) {
      asked.report().warn("no node has reported yet, and none is expected by configuration");
    }
    asked.give(rows, asked.request().maxRows());
  }

  List<Map<String, @Nullable Object>> rows() {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    registry.all().forEach(entry -> rows.add(row(entry)));
    return rows;
  }

  private static Map<String, @Nullable Object> row(NodeRegistry.Entry entry) {
    KnownNode known = entry.known();
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("node", entry.name());
    row.put("status", known == null ? "never reported" : entry.silent() ? "silent" : "up");
    row.put("expected", entry.expected());
    row.put("address", known == null ? null : known.address());
    row.put("seen", known == null ? null : Instant.ofEpochMilli(known.seenMs()));
    row.put("files", known == null ? null : (long) known.files());
    row.put("bytes", known == null ? null : known.bytes());
    row.put("unreadable", known == null ? null : known.unreadable());
    row.put("shipped", known == null ? null : known.shipped());
    row.put("version", known == null ? null : known.version());
    row.put("warnings", known == null ? null : known.warnings());
    return row;
  }
}

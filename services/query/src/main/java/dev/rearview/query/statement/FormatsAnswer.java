package dev.rearview.query.statement;

import dev.rearview.engine.format.FormatTable;
import dev.rearview.engine.format.Formats;
import dev.rearview.query.nodes.KnownNode;
import dev.rearview.query.nodes.NodeRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code SHOW FORMATS}: the log formats that are known, those first that scanners know by their
 * configuration, with the nodes where they do.
 */
final class FormatsAnswer {
  private final NodeRegistry registry;

  FormatsAnswer(NodeRegistry registry) {
    this.registry = registry;
  }

  void answer(Asked asked) {
    Map<FormatTable.Entry, List<String>> added = new LinkedHashMap<>();
    for (NodeRegistry.Entry entry : registry.all()) {
      KnownNode known = entry.known();
      if (known != null) {
        known
            .formats()
            .forEach(f -> added.computeIfAbsent(f, key -> new ArrayList<>()).add(entry.name()));
      }
    }
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    added.forEach((format, nodes) -> rows.add(format.row(nodes)));
    rows.addAll(FormatTable.rows(Formats.builtIn()));
    asked.rows().columns(FormatTable.COLUMNS);
    asked.give(rows, asked.request().maxRows());
  }
}

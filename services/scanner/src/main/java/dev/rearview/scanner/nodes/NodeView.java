package dev.rearview.scanner.nodes;

import dev.rearview.engine.format.FormatTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What this process says of one of its nodes.
 *
 * @param address host:port under which others reach it
 * @param seenMs when this was so, epoch milliseconds
 * @param unreadable reasons by path, at most 100
 * @param shipped records shipped since the start
 * @param warnings possible gaps and the like
 * @param formats log formats that the configuration declares, most telling first
 */
public record NodeView(
    String node,
    String address,
    long seenMs,
    int files,
    long bytes,
    Map<String, String> unreadable,
    String version,
    long shipped,
    List<String> warnings,
    List<FormatTable.Entry> formats) {
  public NodeView {
    unreadable = Collections.unmodifiableMap(new LinkedHashMap<>(unreadable));
    warnings = List.copyOf(warnings);
    formats = List.copyOf(formats);
  }
}

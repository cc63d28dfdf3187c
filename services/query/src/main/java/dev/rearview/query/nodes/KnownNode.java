package dev.rearview.query.nodes;

import dev.rearview.engine.format.FormatTable;
import java.util.List;

/**
 * What a node's scanner last said of it.
 *
 * @param address host:port of the scanner
 * @param seenMs when it said so, epoch milliseconds of the scanner's clock
 * @param unreadable path and reason of files that it may not read
 * @param shipped records shipped since the scanner started
 * @param warnings possible gaps and the like
 * @param formats log formats that only its scanner's configuration declares, most telling first
 */
public record KnownNode(
    String name,
    String address,
    long seenMs,
    int files,
    long bytes,
    List<String> unreadable,
    String version,
    long shipped,
    List<String> warnings,
    List<FormatTable.Entry> formats) {
  public KnownNode {
    unreadable = List.copyOf(unreadable);
    warnings = List.copyOf(warnings);
    formats = List.copyOf(formats);
  }
}

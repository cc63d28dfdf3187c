package dev.rearview.scanner.nodes;

import dev.rearview.engine.format.Formats;
import dev.rearview.engine.scan.Discovery;
import dev.rearview.engine.scan.FileOrders;
import dev.rearview.engine.scan.LogFiles;
import dev.rearview.engine.scan.LogStream;
import dev.rearview.engine.scan.ScanLimits;
import dev.rearview.engine.scan.ScanRoot;
import dev.rearview.engine.scan.Unreadable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A node that this process serves, and where its logs lie. */
public final class ServedNode {
  private static final int MAX_NAMED = 100;

  private final NodeSettings settings;
  private final LogFiles files;
  private final Formats formats;
  private final FileOrders orders;

  public ServedNode(NodeSettings settings, ScanLimits limits, Formats formats, FileOrders orders) {
    this.settings = settings;
    this.formats = formats;
    this.orders = orders;
    List<ScanRoot> roots =
        settings.roots().stream()
            .map(root ->
                new ScanRoot(
                    settings.name(), root, settings.include(), settings.zone(), settings.year()))
            .toList();
    this.files = new LogFiles(roots, limits);
  }

  public String name() {
    return settings.name();
  }

  public NodeSettings settings() {
    return settings;
  }

  /** What its logs may be written in. */
  public Formats formats() {
    return formats;
  }

  /** Which of its files may be sought in by time, as far as that is known. */
  public FileOrders orders() {
    return orders;
  }

  public LogFiles files() {
    return files;
  }

  /**
   * What lies on the node now.
   *
   * @param unreadable reasons by path, at most 100
   */
  public record Holdings(int files, long bytes, Map<String, String> unreadable) {}

  /** Looks at the node's folders. */
  public Holdings look() {
    Discovery found = files.discover();
    Map<String, String> unreadable = new LinkedHashMap<>();
    for (Unreadable file : found.unreadable()) {
      if (unreadable.size() < MAX_NAMED) {
        unreadable.put(file.path(), file.reason());
      }
    }
    return new Holdings(
        found.streams().stream().mapToInt(stream -> stream.pieces().size()).sum(),
        found.streams().stream().mapToLong(LogStream::size).sum(),
        unreadable);
  }
}

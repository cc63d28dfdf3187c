package dev.rearview.demo.node;

import dev.rearview.demo.format.LogFormat;
import dev.rearview.demo.rollout.Rollouts;
import dev.rearview.demo.shop.LogRecord;
import dev.rearview.demo.shop.Pod;
import dev.rearview.demo.shop.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Writes each record to the file where it belongs: {@code
 * <node>/var/log/pods/<namespace>_<pod>_<uid>/<container>/<restarts>.log}.
 */
public final class NodeLogs {
  /** A file that nothing was written to for so long is closed. */
  private static final long IDLE_NANOS = 900_000_000_000L;

  private final Path folder;
  private final Rollouts rollouts;
  private final long maxBytes;
  private final int maxRotated;
  private final Map<Service, LogFormat> formats = new EnumMap<>(Service.class);
  private final Map<Path, ContainerLog> open = new TreeMap<>();

  /**
   * @param folder holds one folder for each node
   * @param maxBytes size at which a file is rotated
   * @param maxRotated most rotated pieces of a file; the oldest are deleted
   */
  public NodeLogs(Path folder, Rollouts rollouts, long maxBytes, int maxRotated) {
    this.folder = folder;
    this.rollouts = rollouts;
    this.maxBytes = maxBytes;
    this.maxRotated = maxRotated;
    for (Service service : Service.values()) {
      formats.put(service, LogFormat.of(service));
    }
  }

  /** The folder that stands for a node's {@code /var/log/pods}. */
  public static Path pods(Path folder, String node) {
    return folder.resolve(node).resolve("var/log/pods");
  }

  public void write(LogRecord record) throws IOException {
    long atMs = Math.floorDiv(record.atMicros(), 1_000L);
    Service service = record.service();
    Pod pod = rollouts.pod(service, record.replica(), atMs);
    int restarts = rollouts.restartsOfPod(service, record.replica(), atMs);
    Path file =
        pods(folder, pod.node())
            .resolve(pod.folder())
            .resolve(service.container())
            .resolve(restarts + ".log");
    ContainerLog log = open.get(file);
    if (log == null) {
      log = new ContainerLog(file, maxBytes, maxRotated);
      open.put(file, log);
    }
    LogFormat format = Objects.requireNonNull(formats.get(service));
    boolean stderr = format.toStderr(record);
    List<String> lines = format.lines(record);
    for (int i = 0; i < lines.size(); i++) {
      log.append(record.atMicros() * 1_000 + 217 * (i + 1L), stderr, lines.get(i));
    }
  }

  /** Puts everything written so far on disk. */
  public void flush(long nowMs) throws IOException {
    for (Iterator<ContainerLog> all = open.values().iterator(); all.hasNext(); ) {
      ContainerLog log = all.next();
      log.flush();
      if (log.lastNanos() < nowMs * 1_000_000 - IDLE_NANOS) {
        all.remove();
      }
    }
  }
}

package dev.rearview.engine.scan;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A folder of logs of a node, or a single file. A folder that holds folders named {@code
 * <namespace>_<pod>_<uid>} is read as the kubelet lays it out, any other as a tree of plain files.
 *
 * @param include glob patterns of file names to take; empty takes {@code *.log*} and names without
 *     an extension. They do not count under Kubernetes' layout
 * @param zone of times that name none
 * @param year of times that name none; null takes the latest that is not after the clock's
 */
public record ScanRoot(
    String node, Path path, List<String> include, ZoneId zone, @Nullable Integer year) {
  public ScanRoot {
    include = List.copyOf(include);
    path = path.toAbsolutePath().normalize();
  }

  public static ScanRoot of(String node, Path path) {
    return new ScanRoot(node, path, List.of(), ZoneOffset.UTC, null);
  }
}

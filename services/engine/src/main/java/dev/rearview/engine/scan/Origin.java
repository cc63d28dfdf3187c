package dev.rearview.engine.scan;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream comes from.
 *
 * @param namespace null outside of pods, as pod, uid and container are
 * @param path the file that is written to now; for a pod its container's folder
 */
public record Origin(
    String node,
    @Nullable String namespace,
    @Nullable String pod,
    @Nullable String uid,
    @Nullable String container,
    Path path) {

  static Origin pod(
      String node, String namespace, String pod, String uid, String container, Path folder) {
    return new Origin(node, namespace, pod, uid, container, folder);
  }

  static Origin file(String node, Path path) {
    return new Origin(node, null, null, null, null, path);
  }

  /** The canonical text of the stream's identity. */
  public String stream() {
    return pod == null ? node + ":" + path : String.join("/", node, namespace, pod, uid, container);
  }

  /** The workload that a pod belongs to, or the file's name without its endings. */
  public String app() {
    return pod == null ? FileNames.stem(path) : WorkloadNames.ofPod(pod);
  }

  /** {@code namespace/app}, or the app alone where there is no namespace. */
  public String component() {
    return namespace == null ? app() : namespace + "/" + app();
  }
}

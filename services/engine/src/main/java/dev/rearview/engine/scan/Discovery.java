package dev.rearview.engine.scan;

import java.util.List;

/**
 * What was found under the roots of a node.
 *
 * @param streams by their identity
 * @param unreadable what could not be looked at
 * @param boundsHit sentences about bounds that were hit
 */
public record Discovery(
    List<LogStream> streams, List<Unreadable> unreadable, List<String> boundsHit) {
  public Discovery {
    streams = List.copyOf(streams);
    unreadable = List.copyOf(unreadable);
    boundsHit = List.copyOf(boundsHit);
  }
}

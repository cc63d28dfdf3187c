package dev.rearview.console.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who serves which path below {@code /api/v1}. */
public final class RouteTable {
  /** What every path of the API begins with. */
  public static final String PREFIX = "/api/v1/";

  private static final Set<String> OF_AN_EVENT = Set.of("causes", "effects", "root-cause");
  private static final Set<String> OF_REPLAY =
      Set.of("components", "dependencies", "sessions", "log", "changes");

  private RouteTable() {}

  /**
   * The service that serves a path; empty where that is the console itself, or nobody.
   *
   * @param path normalized, with its prefix and without a query
   */
  public static Optional<Backend> backendOf(String path) {
    if (!path.startsWith(PREFIX)) {
      return Optional.empty();
    }
    List<String> parts = Arrays.asList(path.substring(PREFIX.length()).split("/"));
    String resource = parts.getFirst();
    String action = parts.size() > 2 ? parts.getLast() : "";
    return switch (resource) {
      case "events" -> Optional.of(ofEvents(parts.size(), action));
      case "query" -> Optional.of(Backend.QUERY);
      case "predictions" -> Optional.of(Backend.PREDICTION);
      case "changes" -> Optional.of(action.equals("predict") ? Backend.PREDICTION : Backend.REPLAY);
      default -> OF_REPLAY.contains(resource) ? Optional.of(Backend.REPLAY) : Optional.empty();
    };
  }

  private static Backend ofEvents(int parts, String action) {
    if (parts == 1) {
      return Backend.INGESTION;
    }
    return OF_AN_EVENT.contains(action) ? Backend.CAUSALITY : Backend.REPLAY;
  }
}

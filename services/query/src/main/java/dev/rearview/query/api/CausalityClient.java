package dev.rearview.query.api;

import dev.rearview.engine.record.Amount;
import dev.rearview.proto.causality.v1.CausalityGrpc;
import dev.rearview.proto.causality.v1.Edge;
import dev.rearview.proto.causality.v1.Graph;
import dev.rearview.proto.causality.v1.Link;
import dev.rearview.proto.causality.v1.Node;
import dev.rearview.proto.causality.v1.RootCause;
import dev.rearview.proto.causality.v1.RootCauseRequest;
import dev.rearview.proto.causality.v1.RootCauses;
import dev.rearview.proto.causality.v1.TraverseRequest;
import dev.rearview.query.upstream.Causes;
import dev.rearview.query.upstream.Told;
import io.grpc.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks causality over gRPC. */
public final class CausalityClient implements Causes {
  static final String SERVICE = "causality";

  private final CausalityGrpc.CausalityBlockingStub stub;

  public CausalityClient(Channel channel) {
    this.stub = CausalityGrpc.newBlockingStub(channel);
  }

  @Override
  public Told traverse(
      String world,
      String eventId,
      boolean forward,
      int depth,
      double minConfidence,
      String until,
      ZoneId zone,
      Instant now,
      Duration within) {
    TraverseRequest request =
        TraverseRequest.newBuilder()
            .setWorld(world)
            .setEventId(eventId)
            .setForward(forward)
            .setDepth(depth)
            .setMinConfidence(minConfidence)
            .setUntil(until)
            .setZone(zone.getId())
            .setNowMs(now.toEpochMilli())
            .build();
    Graph graph = Calls.ask(SERVICE, stub, within, s -> s.traverse(request));
    List<String> limits =
        graph.getTruncated()
            ? List.of("the graph was cut after " + Amount.of(graph.getNodesCount(), "event"))
            : List.of();
    return new Told(rows(graph, forward), graph.getLag(), limits, List.of());
  }

  /** A row for each edge that leads to an event, the start by itself first. */
  private static List<Map<String, @Nullable Object>> rows(Graph graph, boolean forward) {
    Map<String, List<Edge>> leadingTo = new HashMap<>();
    for (Edge edge : graph.getEdgesList()) {
      String to = forward ? edge.getEffectId() : edge.getCauseId();
      leadingTo.computeIfAbsent(to, id -> new ArrayList<>()).add(edge);
    }
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Node node : graph.getNodesList()) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("depth", (long) node.getDepth());
      Rows.putEvent(row, node.getEvent());
      row.put("stopped_here", node.getStoppedHere());
      List<Edge> edges = leadingTo.getOrDefault(String.valueOf(row.get("event_id")), List.of());
      if (node.getDepth() == 0 || edges.isEmpty()) {
        rows.add(with(row, null));
      } else {
        edges.forEach(edge -> rows.add(with(row, edge)));
      }
    }
    return rows;
  }

  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> event, @Nullable Edge edge) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>(event);
    row.put("cause_id", edge == null ? null : edge.getCauseId());
    row.put("effect_id", edge == null ? null : edge.getEffectId());
    row.put("basis", edge == null ? null : edge.getBasis());
    row.put("confidence", edge == null ? null : edge.getConfidence());
    row.put("reason", edge == null ? null : edge.getReason());
    return row;
  }

  @Override
  public Told rootCauses(String world, Symptom symptom, int limit, Duration within) {
    RootCauseRequest.Builder request =
        RootCauseRequest.newBuilder().setWorld(world).setLimit(limit);
    switch (symptom) {
      case Symptom.OfEvent event -> request.setEventId(event.eventId());
      case Symptom.OfSession session -> request.setSessionId(session.sessionId());
      case Symptom.At at -> {
        request.setAtMs(at.atMs()).addAllComponentIds(at.components());
        if (at.lookBack() != null) {
          request.setWithinMs((int) Math.min(at.lookBack().toMillis(), Integer.MAX_VALUE));
        }
      }
    }
    RootCauses reply = Calls.ask(SERVICE, stub, within, s -> s.findRootCause(request.build()));
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int rank = 0; rank < reply.getCausesCount(); rank++) {
      rows.add(row(rank + 1L, reply.getCauses(rank)));
    }
    List<String> notes = reply.getNote().isEmpty() ? List.of() : List.of(reply.getNote());
    return new Told(rows, reply.getLag(), List.of(), notes);
  }

  private static Map<String, @Nullable Object> row(long rank, RootCause cause) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("rank", rank);
    row.put("score", cause.getScore());
    row.put("reason", cause.getReason());
    Rows.putEvent(row, cause.getEvent());
    if (!cause.getComponentId().isEmpty()) {
      row.put("component", cause.getComponentId());
    }
    row.put("chain", cause.getChainList().stream().map(CausalityClient::link).toList());
    return row;
  }

  private static Map<String, @Nullable Object> link(Link link) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("basis", link.getEdge().getBasis());
    row.put("confidence", link.getEdge().getConfidence());
    row.put("reason", link.getEdge().getReason());
    row.put("from", Rows.event(link.getFrom()));
    row.put("to", Rows.event(link.getTo()));
    return row;
  }
}

package dev.rearview.causality.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.rearview.causality.edge.Edge;
import dev.rearview.causality.graph.Traversal;
import dev.rearview.model.EventJson;
import java.util.List;

/** A part of the causal graph. */
@JsonNaming(SnakeCaseStrategy.class)
record GraphJson(List<NodeJson> nodes, List<EdgeJson> edges, boolean truncated, long lag) {

  @JsonNaming(SnakeCaseStrategy.class)
  record NodeJson(@JsonRawValue String event, int depth, boolean stoppedHere) {}

  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EdgeJson(
      String causeId,
      String effectId,
      String basis,
      double confidence,
      String reason,
      long causeMs,
      long effectMs) {
    static EdgeJson of(Edge edge) {
      return new EdgeJson(
          edge.causeId(),
          edge.effectId(),
          edge.basis().wireName(),
          edge.confidence(),
          edge.reason(),
          edge.causeMs(),
          edge.effectMs());
    }
  }

  static GraphJson of(Traversal.Found found, long lag) {
    return new GraphJson(
        found.nodes().stream()
            .map(n -> new NodeJson(EventJson.write(n.event()), n.depth(), n.stoppedHere()))
            .toList(),
        found.edges().stream().map(EdgeJson::of).toList(),
        found.truncated(),
        lag);
  }
}

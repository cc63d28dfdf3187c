package dev.rearview.causality.api;

import dev.rearview.causality.graph.Traversal;
import dev.rearview.causality.rootcause.RootCause;
import dev.rearview.causality.rootcause.RootCauseFinder;
import dev.rearview.causality.topology.EdgeCodec;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.causality.v1.Graph;
import dev.rearview.proto.causality.v1.Link;
import dev.rearview.proto.causality.v1.Node;
import dev.rearview.proto.causality.v1.RootCauses;

/** Answers as messages. */
final class Messages {
  private Messages() {}

  static Graph graph(Traversal.Found found, long lag) {
    Graph.Builder graph = Graph.newBuilder().setTruncated(found.truncated()).setLag(lag);
    for (Traversal.Node node : found.nodes()) {
      graph.addNodes(
          Node.newBuilder()
              .setEvent(EventCodec.toProto(node.event()))
              .setDepth(node.depth())
              .setStoppedHere(node.stoppedHere()));
    }
    found.edges().forEach(edge -> graph.addEdges(EdgeCodec.toProto(edge)));
    return graph.build();
  }

  static RootCauses rootCauses(RootCauseFinder.Answer answer, long lag) {
    RootCauses.Builder causes = RootCauses.newBuilder().setNote(answer.note()).setLag(lag);
    answer.causes().forEach(cause -> causes.addCauses(rootCause(cause)));
    return causes.build();
  }

  private static dev.rearview.proto.causality.v1.RootCause rootCause(RootCause cause) {
    var message =
        dev.rearview.proto.causality.v1.RootCause.newBuilder()
            .setEvent(EventCodec.toProto(cause.event()))
            .setComponentId(cause.event().componentId())
            .setScore(cause.score())
            .setReason(cause.reason());
    for (RootCause.Link link : cause.chain()) {
      message.addChain(
          Link.newBuilder()
              .setEdge(EdgeCodec.toProto(link.edge()))
              .setFrom(EventCodec.toProto(link.from()))
              .setTo(EventCodec.toProto(link.to())));
    }
    return message.build();
  }
}

package dev.rearview.causality.topology;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.rearview.causality.anomaly.Anomaly;
import dev.rearview.causality.edge.Basis;
import dev.rearview.causality.edge.Edge;

/** Edges and anomalies as their messages. */
public final class EdgeCodec {
  private EdgeCodec() {}

  public static dev.rearview.proto.causality.v1.Edge toProto(Edge e) {
    return dev.rearview.proto.causality.v1.Edge.newBuilder()
        .setWorld(e.world())
        .setCauseId(e.causeId())
        .setEffectId(e.effectId())
        .setBasis(e.basis().wireName())
        .setConfidence(e.confidence())
        .setReason(e.reason())
        .setCauseMs(e.causeMs())
        .setEffectMs(e.effectMs())
        .build();
  }

  /**
   * Reads an edge.
   *
   * @throws IllegalArgumentException where the bytes are none
   */
  public static Edge edge(byte[] bytes) {
    try {
      var p = dev.rearview.proto.causality.v1.Edge.parseFrom(bytes);
      Basis basis = Basis.of(p.getBasis());
      if (basis == null) {
        throw new IllegalArgumentException("an edge with basis '%s'".formatted(p.getBasis()));
      }
      return new Edge(
          p.getWorld(),
          p.getCauseId(),
          p.getEffectId(),
          basis,
          p.getConfidence(),
          p.getReason(),
          p.getCauseMs(),
          p.getEffectMs());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not an edge: " + e.getMessage(), e);
    }
  }

  public static dev.rearview.proto.causality.v1.Anomaly toProto(Anomaly a) {
    return dev.rearview.proto.causality.v1.Anomaly.newBuilder()
        .setId(a.id())
        .setWorld(a.world())
        .setComponentId(a.componentId())
        .setMetric(a.metric())
        .setValue(a.value())
        .setExpectedLow(a.expectedLow())
        .setExpectedHigh(a.expectedHigh())
        .setScore(a.score())
        .setStartMs(a.startMs())
        .setEndMs(a.endMs())
        .addAllEventIds(a.eventIds())
        .setDetail(a.detail())
        .build();
  }

  /**
   * Reads an anomaly.
   *
   * @throws IllegalArgumentException where the bytes are none
   */
  public static Anomaly anomaly(byte[] bytes) {
    try {
      var p = dev.rearview.proto.causality.v1.Anomaly.parseFrom(bytes);
      return new Anomaly(
          p.getId(),
          p.getWorld(),
          p.getComponentId(),
          p.getMetric(),
          p.getValue(),
          p.getExpectedLow(),
          p.getExpectedHigh(),
          p.getScore(),
          p.getStartMs(),
          p.getEndMs(),
          p.getEventIdsList(),
          p.getDetail());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not an anomaly: " + e.getMessage(), e);
    }
  }
}

package dev.rearview.scanner.api;

import dev.rearview.engine.format.FormatTable;
import dev.rearview.proto.scan.v1.Format;
import dev.rearview.proto.scan.v1.NodeStatus;
import dev.rearview.proto.scan.v1.Unreadable;
import dev.rearview.scanner.nodes.NodeView;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Publishes what is known of a node on {@code rearview.nodes}. */
@Singleton
public final class NodeAnnouncer {
  private static final Logger LOG = Logger.getLogger(NodeAnnouncer.class);

  private final Emitter<Record<String, byte[]>> out;

  NodeAnnouncer(
      @Channel("scanner-nodes") @OnOverflow(OnOverflow.Strategy.DROP)
          Emitter<Record<String, byte[]>> out) {
    this.out = out;
  }

  /** Sends one status; where the broker is away the next one takes its place. */
  public void announce(NodeView view) {
    out.send(Record.of(view.node(), status(view).toByteArray()))
        .whenComplete((done, failure) -> {
          if (failure != null) {
            LOG.warnf("node status was not published node=%s cause=%s", view.node(), failure);
          }
        });
  }

  static NodeStatus status(NodeView view) {
    NodeStatus.Builder status =
        NodeStatus.newBuilder()
            .setNode(view.node())
            .setAddress(view.address())
            .setSeenMs(view.seenMs())
            .setFiles(view.files())
            .setBytes(view.bytes())
            .setVersion(view.version())
            .setShipped(view.shipped())
            .addAllWarnings(view.warnings());
    view.formats().forEach(format -> status.addFormats(format(format)));
    view.unreadable()
        .forEach((path, reason) ->
            status.addUnreadable(Unreadable.newBuilder().setPath(path).setReason(reason)));
    return status.build();
  }

  private static Format format(FormatTable.Entry format) {
    Format.Builder message =
        Format.newBuilder()
            .setName(format.name())
            .setDescription(format.description())
            .setMultiLine(format.multiLine())
            .setHasTime(format.hasTime());
    if (format.sample() != null) {
      message.setSample(format.sample());
    }
    return message.build();
  }
}

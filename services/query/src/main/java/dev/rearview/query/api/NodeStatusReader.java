package dev.rearview.query.api;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.rearview.engine.format.FormatTable;
import dev.rearview.proto.scan.v1.Format;
import dev.rearview.proto.scan.v1.NodeStatus;
import dev.rearview.query.nodes.KnownNode;
import dev.rearview.query.nodes.NodeRegistry;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Reads {@code rearview.nodes} from its beginning and keeps the registry up to date. */
@Singleton
public final class NodeStatusReader {
  private static final Logger LOG = Logger.getLogger(NodeStatusReader.class);

  private final NodeRegistry registry;

  NodeStatusReader(NodeRegistry registry) {
    this.registry = registry;
  }

  /** Takes one status; a record without a value takes the node away. */
  @Incoming("query-nodes")
  void take(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      registry.remove(record.key());
      return;
    }
    try {
      registry.update(known(NodeStatus.parseFrom(record.value())));
    } catch (InvalidProtocolBufferException e) {
      LOG.warnf(
          "status of a node is not readable node=%s offset=%d", record.key(), record.offset());
    }
  }

  static KnownNode known(NodeStatus status) {
    return new KnownNode(
        status.getNode(),
        status.getAddress(),
        status.getSeenMs(),
        status.getFiles(),
        status.getBytes(),
        status.getUnreadableList().stream()
            .map(file -> file.getPath() + ": " + file.getReason())
            .toList(),
        status.getVersion(),
        status.getShipped(),
        status.getWarningsList(),
        status.getFormatsList().stream().map(NodeStatusReader::format).toList());
  }

  private static FormatTable.Entry format(Format format) {
    return new FormatTable.Entry(
        format.getName(),
        format.getDescription(),
        format.getMultiLine(),
        format.getHasTime(),
        format.getSample().isEmpty() ? null : format.getSample());
  }
}

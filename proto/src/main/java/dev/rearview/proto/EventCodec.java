package dev.rearview.proto;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import dev.rearview.model.DeltaFormat;
import dev.rearview.model.Event;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import dev.rearview.model.TimeSource;
import dev.rearview.proto.event.v1.ComponentIds;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one mapping between the event record and its protobuf message, and its bytes on a topic. */
public final class EventCodec {
  private static final HexFormat HEX = HexFormat.of();

  private EventCodec() {}

  /** The value of a record on {@code rearview.events}. */
  public static byte[] encode(Event event) {
    return toProto(event).toByteArray();
  }

  /**
   * The value of a record on {@code rearview.events} from that of the intake: the same bytes and
   * what the sequencer says. In protobuf the last value of a field counts, so what was said before
   * about number and hashes is gone.
   */
  public static byte[] numbered(byte[] event, long globalSeq, byte[] prevHash, byte[] hash) {
    byte[] numbering =
        dev.rearview.proto.event.v1.Event.newBuilder()
            .setGlobalSeq(globalSeq)
            .setPrevHash(UnsafeByteOperations.unsafeWrap(prevHash))
            .setHash(UnsafeByteOperations.unsafeWrap(hash))
            .build()
            .toByteArray();
    byte[] bytes = Arrays.copyOf(event, event.length + numbering.length);
    System.arraycopy(numbering, 0, bytes, event.length, numbering.length);
    return bytes;
  }

  /**
   * Reads the value of a record on {@code rearview.events}.
   *
   * @throws IllegalArgumentException where the bytes are no event
   */
  public static Event decode(byte[] bytes) {
    try {
      return read(bytes).build();
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException("not an event: " + e.getMessage(), e);
    }
  }

  /**
   * Reads the bytes of an event that need not be complete.
   *
   * @throws IllegalArgumentException where they are of no event
   */
  public static Event.Builder read(byte[] bytes) {
    try {
      return fromProto(dev.rearview.proto.event.v1.Event.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not an event: " + e.getMessage(), e);
    }
  }

  public static dev.rearview.proto.event.v1.Event toProto(Event e) {
    dev.rearview.proto.event.v1.Event.Builder b =
        dev.rearview.proto.event.v1.Event.newBuilder()
            .setId(uuid(e.id()))
            .setWorld(e.world())
            .setGlobalSeq(e.globalSeq())
            .setTimestampMs(e.timestampMs())
            .setTimeSource(e.timeSource().wireName())
            .setObservedMs(e.observedMs())
            .setComponentId(e.componentId())
            .setKind(e.kind().wireName())
            .putAllAttributes(e.attributes())
            .putAllMetrics(e.metrics());
    if (e.reportedMs() != null) {
      b.setReportedMs(e.reportedMs());
    }
    if (e.logLevel() != null) {
      b.setLogLevel(e.logLevel().name());
    }
    if (e.message() != null) {
      b.setMessage(e.message());
    }
    if (e.stateDelta() != null) {
      b.setStateDelta(e.stateDelta());
    }
    if (e.deltaFormat() != null) {
      b.setDeltaFormat(e.deltaFormat().wireName());
    }
    if (e.dependencyIds() != null) {
      b.setDependencyIds(ComponentIds.newBuilder().addAllIds(e.dependencyIds()));
    }
    if (e.reqId() != null) {
      b.setReqId(e.reqId());
    }
    if (e.requestId() != null) {
      b.setRequestId(e.requestId());
    }
    if (e.sessionId() != null) {
      b.setSessionId(e.sessionId());
    }
    if (e.traceId() != null) {
      b.setTraceId(e.traceId());
    }
    if (e.spanId() != null) {
      b.setSpanId(e.spanId());
    }
    if (e.parentSpanId() != null) {
      b.setParentSpanId(e.parentSpanId());
    }
    e.causeIds().forEach(id -> b.addCauseIds(uuid(id)));
    if (e.sourceId() != null) {
      b.setSourceId(e.sourceId());
    }
    if (e.prevHash() != null) {
      b.setPrevHash(ByteString.copyFrom(HEX.parseHex(e.prevHash())));
    }
    if (e.hash() != null) {
      b.setHash(ByteString.copyFrom(HEX.parseHex(e.hash())));
    }
    return b.build();
  }

  /**
   * The event as far as the message says it; nothing is derived. Words that are no known level,
   * kind or time source are left out; a format that is not known is {@link DeltaFormat#UNKNOWN}.
   */
  public static Event.Builder fromProto(dev.rearview.proto.event.v1.Event p) {
    Event.Builder b =
        Event.builder()
            .id(uuid(p.getId()))
            .world(textOrNull(p.getWorld()))
            .globalSeq(p.getGlobalSeq())
            .timestampMs(p.hasTimestampMs() ? (Long) p.getTimestampMs() : null)
            .timeSource(TimeSource.of(p.getTimeSource()))
            .reportedMs(p.hasReportedMs() ? (Long) p.getReportedMs() : null)
            .observedMs(p.hasObservedMs() ? (Long) p.getObservedMs() : null)
            .componentId(textOrNull(p.getComponentId()))
            .kind(Kind.of(p.getKind()))
            .logLevel(p.hasLogLevel() ? Level.of(p.getLogLevel()) : null)
            .message(p.hasMessage() ? p.getMessage() : null)
            .stateDelta(p.hasStateDelta() ? p.getStateDelta() : null)
            .deltaFormat(p.hasDeltaFormat() ? format(p.getDeltaFormat()) : null)
            .dependencyIds(p.hasDependencyIds() ? p.getDependencyIds().getIdsList() : null)
            .reqId(p.hasReqId() ? p.getReqId() : null)
            .requestId(p.hasRequestId() ? p.getRequestId() : null)
            .sessionId(p.hasSessionId() ? p.getSessionId() : null)
            .traceId(p.hasTraceId() ? p.getTraceId() : null)
            .spanId(p.hasSpanId() ? p.getSpanId() : null)
            .parentSpanId(p.hasParentSpanId() ? p.getParentSpanId() : null)
            .attributes(new TreeMap<>(p.getAttributesMap()))
            .metrics(new TreeMap<>(p.getMetricsMap()))
            .sourceId(p.hasSourceId() ? p.getSourceId() : null)
            .prevHash(p.hasPrevHash() ? HEX.formatHex(p.getPrevHash().toByteArray()) : null)
            .hash(p.hasHash() ? HEX.formatHex(p.getHash().toByteArray()) : null);
    b.causeIds(
        p.getCauseIdsList().stream()
            .map(EventCodec::uuid)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList());
    return b;
  }

  private static DeltaFormat format(String name) {
    DeltaFormat known = DeltaFormat.of(name);
    return known == null ? DeltaFormat.UNKNOWN : known;
  }

  private static ByteString uuid(UUID id) {
    return ByteString.copyFrom(
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .flip());
  }

  private static @Nullable UUID uuid(ByteString bytes) {
    if (bytes.size() != 16) {
      return null;
    }
    ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private static @Nullable String textOrNull(String text) {
    return text.isEmpty() ? null : text;
  }
}

package dev.rearview.replay.state;

import dev.rearview.model.DeltaFormat;
import dev.rearview.model.Event;
import dev.rearview.replay.log.EventRef;
import dev.rearview.replay.log.Keys;
import dev.rearview.replay.log.OrderedBytes.Entry;
import dev.rearview.replay.log.Position;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One recorded change of a component's state. */
public record Delta(EventRef event, String json, DeltaFormat format) {
  private static final int HEAD = 17;

  /** The event's; null where it has none. */
  public static @Nullable Delta of(Event event) {
    return event.stateDelta() == null || event.deltaFormat() == null
        ? null
        : new Delta(EventRef.of(event), event.stateDelta(), event.deltaFormat());
  }

  /** The format in a byte, the id of the event, the JSON. */
  byte[] encode() {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(HEAD + text.length)
        .put(code(format))
        .putLong(event.id().getMostSignificantBits())
        .putLong(event.id().getLeastSignificantBits())
        .put(text)
        .array();
  }

  static Delta decode(Entry entry) {
    Position at = Keys.positionOf(entry.key());
    byte[] bytes = entry.value();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    DeltaFormat format = format(in.get());
    UUID id = new UUID(in.getLong(), in.getLong());
    return new Delta(
        new EventRef(id, at.globalSeq(), at.timestampMs()),
        new String(bytes, HEAD, bytes.length - HEAD, StandardCharsets.UTF_8),
        format);
  }

  private static byte code(DeltaFormat format) {
    return switch (format) {
      case MERGE_PATCH -> 'm';
      case JSON_PATCH -> 'j';
      case REPLACE -> 'r';
      case UNKNOWN -> '?';
    };
  }

  private static DeltaFormat format(byte code) {
    return switch (code) {
      case 'm' -> DeltaFormat.MERGE_PATCH;
      case 'j' -> DeltaFormat.JSON_PATCH;
      case 'r' -> DeltaFormat.REPLACE;
      default -> DeltaFormat.UNKNOWN;
    };
  }
}

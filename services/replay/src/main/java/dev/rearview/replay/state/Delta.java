package dev.rearview.replay.state;

import dev.rearview.model.DeltaFormat;
import dev.rearview.model.Event;
import dev.rearview.replay.log.EventRef;
import dev.rearview.replay.log.Keys;
import dev.rearview.replay.log.OrderedBytes.Entry;
import dev.rearview.replay.log.Position;
import dev.rearview.replay.log.Records;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One recorded change of a component's state. */
public record Delta(EventRef event, String json, DeltaFormat format, String message) {
  /** The event's; null where it has none. */
  public static @Nullable Delta of(Event event) {
    return event.stateDelta() == null || event.deltaFormat() == null
        ? null
        : new Delta(
            EventRef.of(event),
            event.stateDelta(),
            event.deltaFormat(),
            event.message() == null ? "" : event.message());
  }

  byte[] encode() {
    return Records.write(out -> {
      out.writeLong(event.id().getMostSignificantBits());
      out.writeLong(event.id().getLeastSignificantBits());
      out.writeUTF(format.wireName());
      Records.writeText(out, json);
      Records.writeText(out, message);
    });
  }

  static Delta decode(Entry entry) {
    Position at = Keys.positionOf(entry.key());
    return Records.read(
        entry.value(),
        in -> {
          UUID id = new UUID(in.readLong(), in.readLong());
          String name = in.readUTF();
          DeltaFormat format = DeltaFormat.of(name);
          if (format == null) {
            throw new IllegalStateException("stored delta_format '%s'".formatted(name));
          }
          return new Delta(
              new EventRef(id, at.globalSeq(), at.timestampMs()),
              Records.readText(in),
              format,
              Records.readText(in));
        });
  }
}

package dev.rearview.replay.state;

import dev.rearview.replay.log.EventRef;
import dev.rearview.replay.log.Keys;
import dev.rearview.replay.log.OrderedBytes.Entry;
import dev.rearview.replay.log.Position;
import dev.rearview.replay.log.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A component's state as it was after the delta at a position.
 *
 * @param state canonical JSON
 * @param folded how many deltas led to it, the skipped ones among them
 */
record Snapshot(
    Position at, String state, long folded, long skippedCount, List<SkippedDelta> skipped) {
  Snapshot {
    skipped = List.copyOf(skipped);
  }

  byte[] encode() {
    return Records.write(out -> {
      Records.writeText(out, state);
      out.writeLong(folded);
      out.writeLong(skippedCount);
      out.writeInt(skipped.size());
      for (SkippedDelta delta : skipped) {
        out.writeLong(delta.event().id().getMostSignificantBits());
        out.writeLong(delta.event().id().getLeastSignificantBits());
        out.writeLong(delta.event().globalSeq());
        out.writeLong(delta.event().timestampMs());
        Records.writeText(out, delta.reason());
      }
    });
  }

  static Snapshot decode(Entry entry) {
    return Records.read(
        entry.value(),
        in -> {
          String state = Records.readText(in);
          long folded = in.readLong();
          long skippedCount = in.readLong();
          List<SkippedDelta> skipped = new ArrayList<>();
          for (int left = in.readInt(); left > 0; left--) {
            UUID id = new UUID(in.readLong(), in.readLong());
            EventRef event = new EventRef(id, in.readLong(), in.readLong());
            skipped.add(new SkippedDelta(event, Records.readText(in)));
          }
          return new Snapshot(Keys.positionOf(entry.key()), state, folded, skippedCount, skipped);
        });
  }
}

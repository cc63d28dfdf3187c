package dev.rearview.replay.change;

import dev.rearview.replay.log.Records;
import java.util.Locale;

/**
 * A change to a component.
 *
 * @param id the same however often it is derived: that of the event that shows it
 * @param atMs event time, epoch milliseconds
 * @param patch merge patch, JSON
 * @param before what the patch replaced, JSON; null members were not there
 * @param author who did it; empty where the event does not say
 * @param title the event's message
 */
public record Change(
    String id,
    String world,
    String componentId,
    Origin origin,
    String stage,
    long atMs,
    long globalSeq,
    String patch,
    String before,
    String eventId,
    String author,
    String title) {
  /** Seen in the log; proposals have stages of their own. */
  public static final String OBSERVED = "observed";

  /** What kind of change it is. */
  public enum Origin {
    ROLLOUT,
    CONFIGURATION,
    SCALING,
    PROPOSAL;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public byte[] encode() {
    return Records.write(out -> {
      out.writeUTF(id);
      out.writeUTF(world);
      out.writeUTF(componentId);
      out.writeUTF(origin.name());
      out.writeUTF(stage);
      out.writeLong(atMs);
      out.writeLong(globalSeq);
      Records.writeText(out, patch);
      Records.writeText(out, before);
      out.writeUTF(eventId);
      Records.writeText(out, author);
      Records.writeText(out, title);
    });
  }

  public static Change decode(byte[] bytes) {
    return Records.read(
        bytes,
        in ->
            new Change(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                Origin.valueOf(in.readUTF()),
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                Records.readText(in),
                Records.readText(in),
                in.readUTF(),
                Records.readText(in),
                Records.readText(in)));
  }
}

package dev.rearview.replay.log;

/** One partition's part of the log, to be written; see {@link Shard}. */
public record WritableShard(WritableBytes events, WritableBytes index, WritableBytes state) {
  public Shard readable() {
    return new Shard(events, index, state);
  }
}

package dev.rearview.replay.topology;

import dev.rearview.replay.change.Change;

/** The bytes of a change on its topic. */
final class ChangeCodec {
  private ChangeCodec() {}

  static byte[] encode(Change change) {
    return dev.rearview.proto.change.v1.Change.newBuilder()
        .setId(change.id())
        .setWorld(change.world())
        .setComponentId(change.componentId())
        .setOrigin(change.origin().wireName())
        .setStage(change.stage())
        .setAtMs(change.atMs())
        .setPatch(change.patch())
        .setBefore(change.before())
        .setEventId(change.eventId())
        .setAuthor(change.author())
        .setTitle(change.title())
        .build()
        .toByteArray();
  }
}

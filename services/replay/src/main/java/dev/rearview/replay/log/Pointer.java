package dev.rearview.replay.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Where an event lies in the event store: the value of the indexes. */
record Pointer(String component, Position at) {
  byte[] encode() {
    byte[] name = component.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(16 + name.length)
        .putLong(at.timestampMs())
        .putLong(at.globalSeq())
        .put(name)
        .array();
  }

  static Pointer decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    Position at = new Position(buffer.getLong(), buffer.getLong());
    return new Pointer(new String(bytes, 16, bytes.length - 16, StandardCharsets.UTF_8), at);
  }
}

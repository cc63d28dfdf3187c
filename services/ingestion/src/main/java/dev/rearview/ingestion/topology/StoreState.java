package dev.rearview.ingestion.topology;

import dev.rearview.ingestion.sequence.Admission;
import dev.rearview.ingestion.sequence.Head;
import dev.rearview.ingestion.sequence.SequenceState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The sequencer's state in Kafka Streams' stores. Keys begin with the world and a zero byte. */
final class StoreState implements SequenceState {
  private final KeyValueStore<byte[], byte[]> heads;
  private final KeyValueStore<byte[], byte[]> admissions;
  private final KeyValueStore<byte[], byte[]> places;

  StoreState(
      KeyValueStore<byte[], byte[]> heads,
      KeyValueStore<byte[], byte[]> admissions,
      KeyValueStore<byte[], byte[]> places) {
    this.heads = heads;
    this.admissions = admissions;
    this.places = places;
  }

  @Override
  public @Nullable Head head(String world) {
    byte @Nullable [] bytes = heads.get(key(world, 0).array());
    return bytes == null ? null : Head.decode(bytes);
  }

  @Override
  public Set<String> worlds() {
    Set<String> worlds = new TreeSet<>();
    try (KeyValueIterator<byte[], byte[]> all = heads.all()) {
      while (all.hasNext()) {
        byte[] key = all.next().key;
        worlds.add(new String(key, 0, key.length - 1, StandardCharsets.UTF_8));
      }
    }
    return worlds;
  }

  @Override
  public void putHead(String world, Head head) {
    heads.put(key(world, 0).array(), head.encode());
  }

  @Override
  public @Nullable Admission admission(String world, UUID id) {
    byte @Nullable [] bytes = admissions.get(key(world, id));
    return bytes == null ? null : Admission.decode(bytes);
  }

  @Override
  public void putAdmission(String world, UUID id, Admission admission) {
    admissions.put(key(world, id), admission.encode());
  }

  @Override
  public void removeAdmission(String world, UUID id) {
    admissions.delete(key(world, id));
  }

  @Override
  public @Nullable UUID admittedAt(String world, long place) {
    byte @Nullable [] bytes = places.get(key(world, place));
    if (bytes == null) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  @Override
  public void putAdmittedAt(String world, long place, UUID id) {
    places.put(key(world, place), put(ByteBuffer.allocate(16), id).array());
  }

  @Override
  public void removeAdmittedAt(String world, long place) {
    places.delete(key(world, place));
  }

  private static byte[] key(String world, UUID id) {
    return put(key(world, 16), id).array();
  }

  private static byte[] key(String world, long place) {
    return key(world, Long.BYTES).putLong(place).array();
  }

  private static ByteBuffer key(String world, int more) {
    byte[] name = world.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(name.length + 1 + more).put(name).put((byte) 0);
  }

  private static ByteBuffer put(ByteBuffer buffer, UUID id) {
    return buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }
}

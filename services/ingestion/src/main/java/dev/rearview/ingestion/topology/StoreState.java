package dev.rearview.ingestion.topology;

import dev.rearview.ingestion.sequence.Admission;
import dev.rearview.ingestion.sequence.Head;
import dev.rearview.ingestion.sequence.SequenceState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The sequencer's state in Kafka Streams' stores. Keys begin with the world and a zero byte.
 *
 * <p>An event costs one record of the changelogs for each of its ids, and nothing else: heads, and
 * the pages of {@value #PAGE} places in which the order of admission is kept, are in stores with a
 * cache, which writes what changed once for each commit.
 */
final class StoreState implements SequenceState {
  /** How many ids are in a record of the places. */
  static final int PAGE = 64;

  private static final int ID_LENGTH = 2 * Long.BYTES;
  private static final int MAX_KNOWN_HEADS = 1_000;

  private final KeyValueStore<byte[], byte[]> heads;
  private final KeyValueStore<byte[], byte[]> admissions;
  private final KeyValueStore<byte[], byte[]> places;
  private final Map<String, Head> knownHeads = new HashMap<>();

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
    Head known = knownHeads.get(world);
    if (known != null) {
      return known;
    }
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
    if (knownHeads.size() == MAX_KNOWN_HEADS) {
      knownHeads.clear();
    }
    knownHeads.put(world, head);
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
    byte @Nullable [] page = places.get(pageOf(world, place));
    int at = offset(place);
    if (page == null || page.length < at + ID_LENGTH) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(page, at, ID_LENGTH);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  @Override
  public void putAdmittedAt(String world, long place, UUID id) {
    byte[] key = pageOf(world, place);
    byte @Nullable [] page = places.get(key);
    int at = offset(place);
    byte[] longer =
        page == null
            ? new byte[at + ID_LENGTH]
            : Arrays.copyOf(page, Math.max(page.length, at + ID_LENGTH));
    put(ByteBuffer.wrap(longer, at, ID_LENGTH), id);
    places.put(key, longer);
  }

  /** A page goes with the last of its places, as places are given up in their order. */
  @Override
  public void removeAdmittedAt(String world, long place) {
    if (place % PAGE == PAGE - 1) {
      places.delete(pageOf(world, place));
    }
  }

  private static byte[] pageOf(String world, long place) {
    return key(world, Long.BYTES).putLong(place / PAGE).array();
  }

  private static int offset(long place) {
    return (int) (place % PAGE) * ID_LENGTH;
  }

  private static byte[] key(String world, UUID id) {
    return put(key(world, 16), id).array();
  }

  private static ByteBuffer key(String world, int more) {
    byte[] name = world.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(name.length + 1 + more).put(name).put((byte) 0);
  }

  private static ByteBuffer put(ByteBuffer buffer, UUID id) {
    return buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }
}

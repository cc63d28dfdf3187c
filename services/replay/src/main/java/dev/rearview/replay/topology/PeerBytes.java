package dev.rearview.replay.topology;

import com.google.protobuf.ByteString;
import dev.rearview.proto.replay.v1.ReplayGrpc;
import dev.rearview.proto.replay.v1.StoreEntries;
import dev.rearview.proto.replay.v1.StoreEntry;
import dev.rearview.proto.replay.v1.StoreRequest;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.OrderedBytes;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A partition's store that another instance holds, read over gRPC. */
final class PeerBytes implements OrderedBytes {
  private static final int MAX_KEYS = 1_000;

  private final Supplier<ReplayGrpc.ReplayBlockingStub> peer;
  private final String store;
  private final int partition;

  /**
   * @param peer a stub for one call
   */
  PeerBytes(Supplier<ReplayGrpc.ReplayBlockingStub> peer, String store, int partition) {
    this.peer = peer;
    this.store = store;
    this.partition = partition;
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    try (Cursor<Entry> found = range(key, key)) {
      return found.hasNext() ? found.next().value() : null;
    }
  }

  @Override
  public List<byte @Nullable []> getAll(List<byte[]> keys) {
    List<byte @Nullable []> values = new ArrayList<>(keys.size());
    for (int from = 0; from < keys.size(); ) {
      StoreRequest.Builder request =
          StoreRequest.newBuilder().setStore(store).setPartition(partition);
      keys.subList(from, Math.min(from + MAX_KEYS, keys.size()))
          .forEach(key -> request.addKeys(ByteString.copyFrom(key)));
      StoreEntries found = ask(request.build());
      found
          .getEntriesList()
          .forEach(entry -> values.add(entry.hasValue() ? entry.getValue().toByteArray() : null));
      if (found.getEntriesCount() == 0) {
        throw RefusedException.notNow(
            "instance_unavailable", "partition %d: no answer".formatted(partition));
      }
      from = values.size();
    }
    return values;
  }

  private StoreEntries ask(StoreRequest request) {
    try {
      return peer.get().readStore(request);
    } catch (StatusRuntimeException e) {
      throw RefusedException.notNow(
          "instance_unavailable",
          "partition %d is held by another instance, which does not answer: %s"
              .formatted(partition, e.getStatus()));
    }
  }

  @Override
  public Cursor<Entry> range(byte[] from, byte[] to) {
    return read(from, to, false);
  }

  @Override
  public Cursor<Entry> reverseRange(byte[] from, byte[] to) {
    return read(from, to, true);
  }

  private Cursor<Entry> read(byte[] from, byte[] to, boolean reverse) {
    return new Portions(from, to, reverse);
  }

  /**
   * The entries, asked for in portions: few at first, as most questions want only the first. Each
   * portion is a call of its own, so that nothing has to be cancelled.
   */
  private final class Portions implements Cursor<Entry> {
    private static final int FIRST = 4;
    private static final int LARGEST = 1_000;

    private final boolean reverse;
    private byte[] from;
    private byte[] to;
    private byte[] last = new byte[0];
    private int limit = FIRST;
    private boolean more = true;
    private Iterator<StoreEntry> arrived = Collections.emptyIterator();
    private @Nullable Entry ahead;

    Portions(byte[] from, byte[] to, boolean reverse) {
      this.from = from;
      this.to = to;
      this.reverse = reverse;
    }

    @Override
    public boolean hasNext() {
      while (ahead == null && (arrived.hasNext() || more)) {
        if (arrived.hasNext()) {
          StoreEntry entry = arrived.next();
          byte[] key = entry.getKey().toByteArray();
          // both ends are inclusive: a portion begins with the last of the one before
          ahead = Arrays.equals(key, last) ? null : new Entry(key, entry.getValue().toByteArray());
        } else {
          ask();
        }
      }
      return ahead != null;
    }

    private void ask() {
      StoreRequest request =
          StoreRequest.newBuilder()
              .setStore(store)
              .setPartition(partition)
              .setFrom(ByteString.copyFrom(from))
              .setTo(ByteString.copyFrom(to))
              .setReverse(reverse)
              .setLimit(limit)
              .build();
      StoreEntries portion = PeerBytes.this.ask(request);
      arrived = portion.getEntriesList().iterator();
      more = portion.getMore();
      limit = Math.min(limit * 8, LARGEST);
    }

    @Override
    public Entry next() {
      if (!hasNext() || ahead == null) {
        throw new NoSuchElementException();
      }
      Entry entry = ahead;
      ahead = null;
      last = entry.key();
      from = reverse ? from : last;
      to = reverse ? last : to;
      return entry;
    }

    @Override
    public void close() {
      more = false;
    }
  }
}

package dev.rearview.replay.topology;

import com.google.protobuf.ByteString;
import dev.rearview.proto.replay.v1.ReplayGrpc;
import dev.rearview.proto.replay.v1.StoreEntries;
import dev.rearview.proto.replay.v1.StoreEntry;
import dev.rearview.proto.replay.v1.StoreRequest;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.OrderedBytes;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A partition's store that another instance holds, read over gRPC. */
final class PeerBytes implements OrderedBytes {
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
  public Cursor<Entry> range(byte[] from, byte[] to) {
    return read(from, to, false);
  }

  @Override
  public Cursor<Entry> reverseRange(byte[] from, byte[] to) {
    return read(from, to, true);
  }

  private Cursor<Entry> read(byte[] from, byte[] to, boolean reverse) {
    return new Reply(
        StoreRequest.newBuilder()
            .setStore(store)
            .setPartition(partition)
            .setFrom(ByteString.copyFrom(from))
            .setTo(ByteString.copyFrom(to))
            .setReverse(reverse)
            .build());
  }

  /** The entries as they arrive; closing it cancels the call. */
  private final class Reply implements Cursor<Entry> {
    private final Context.CancellableContext call = Context.current().withCancellation();
    private final Iterator<StoreEntries> replies;
    private Iterator<StoreEntry> arrived = Collections.emptyIterator();

    Reply(StoreRequest request) {
      Context before = call.attach();
      try {
        replies = peer.get().readStore(request);
      } finally {
        call.detach(before);
      }
    }

    @Override
    public boolean hasNext() {
      try {
        while (!arrived.hasNext() && replies.hasNext()) {
          arrived = replies.next().getEntriesList().iterator();
        }
        return arrived.hasNext();
      } catch (StatusRuntimeException e) {
        throw RefusedException.notNow(
            "instance_unavailable",
            "partition %d is held by another instance, which does not answer: %s"
                .formatted(partition, e.getStatus()));
      }
    }

    @Override
    public Entry next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      StoreEntry entry = arrived.next();
      return new Entry(entry.getKey().toByteArray(), entry.getValue().toByteArray());
    }

    @Override
    public void close() {
      call.cancel(null);
    }
  }
}

package dev.rearview.replay.api;

import com.google.protobuf.ByteString;
import dev.rearview.proto.replay.v1.StoreEntries;
import dev.rearview.proto.replay.v1.StoreEntry;
import dev.rearview.proto.replay.v1.StoreRequest;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.OrderedBytes;
import dev.rearview.replay.log.OrderedBytes.Entry;
import java.util.Arrays;
import java.util.NoSuchElementException;

/** A range of a store in portions; the store is let go between them. */
final class StoreReply implements Cursor<StoreEntries> {
  private static final int ENTRIES = 500;
  private static final int BYTES = 1 << 20;

  private final OrderedBytes store;
  private final boolean reverse;
  private byte[] from;
  private byte[] to;
  private byte[] last = new byte[0];
  private boolean ended;

  StoreReply(OrderedBytes store, StoreRequest request) {
    this.store = store;
    this.reverse = request.getReverse();
    this.from = request.getFrom().toByteArray();
    this.to = request.getTo().toByteArray();
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public StoreEntries next() {
    if (ended) {
      throw new NoSuchElementException();
    }
    StoreEntries.Builder portion = StoreEntries.newBuilder();
    try (Cursor<Entry> entries = reverse ? store.reverseRange(from, to) : store.range(from, to)) {
      int bytes = 0;
      while (entries.hasNext() && portion.getEntriesCount() < ENTRIES && bytes < BYTES) {
        Entry entry = entries.next();
        if (Arrays.equals(entry.key(), last)) {
          continue; // both ends are inclusive: it was the last of the portion before
        }
        bytes += entry.key().length + entry.value().length;
        portion.addEntries(
            StoreEntry.newBuilder()
                .setKey(ByteString.copyFrom(entry.key()))
                .setValue(ByteString.copyFrom(entry.value())));
      }
      ended = !entries.hasNext();
    }
    if (portion.getEntriesCount() > 0) {
      last = portion.getEntries(portion.getEntriesCount() - 1).getKey().toByteArray();
      from = reverse ? from : last;
      to = reverse ? last : to;
    }
    return portion.build();
  }

  @Override
  public void close() {
    ended = true;
  }
}

package dev.rearview.replay.api;

import com.google.protobuf.ByteString;
import dev.rearview.proto.replay.v1.StoreEntries;
import dev.rearview.proto.replay.v1.StoreEntry;
import dev.rearview.proto.replay.v1.StoreRequest;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.OrderedBytes;
import dev.rearview.replay.log.OrderedBytes.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of a store, by their keys or the first of a range, as another instance asks. */
final class StorePortion {
  private static final int LARGEST = 1_000;
  private static final int BYTES = 1 << 20;

  private StorePortion() {}

  static StoreEntries of(OrderedBytes store, StoreRequest request) {
    return request.getKeysCount() > 0 ? values(store, request) : range(store, request);
  }

  private static StoreEntries values(OrderedBytes store, StoreRequest request) {
    List<byte[]> keys =
        request.getKeysList().stream().limit(LARGEST).map(ByteString::toByteArray).toList();
    StoreEntries.Builder portion = StoreEntries.newBuilder();
    int bytes = 0;
    List<byte @Nullable []> values = store.getAll(keys);
    for (int i = 0; i < values.size() && bytes < BYTES; i++) {
      StoreEntry.Builder entry = StoreEntry.newBuilder().setKey(request.getKeys(i));
      byte[] value = values.get(i);
      if (value != null) {
        entry.setValue(ByteString.copyFrom(value));
        bytes += value.length;
      }
      portion.addEntries(entry);
    }
    return portion.build();
  }

  private static StoreEntries range(OrderedBytes store, StoreRequest request) {
    byte[] from = request.getFrom().toByteArray();
    byte[] to = request.getTo().toByteArray();
    int limit = Asked.limit(request.getLimit(), LARGEST, LARGEST);
    StoreEntries.Builder portion = StoreEntries.newBuilder();
    try (Cursor<Entry> entries =
        request.getReverse() ? store.reverseRange(from, to) : store.range(from, to)) {
      int bytes = 0;
      // one of two is what the asking side has already
      while (entries.hasNext()
          && portion.getEntriesCount() < limit
          && (bytes < BYTES || portion.getEntriesCount() < 2)) {
        Entry entry = entries.next();
        bytes += entry.key().length + entry.value().length;
        portion.addEntries(
            StoreEntry.newBuilder()
                .setKey(ByteString.copyFrom(entry.key()))
                .setValue(ByteString.copyFrom(entry.value())));
      }
      return portion.setMore(entries.hasNext()).build();
    }
  }
}

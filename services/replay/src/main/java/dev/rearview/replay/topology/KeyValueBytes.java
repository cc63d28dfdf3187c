package dev.rearview.replay.topology;

import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.OrderedBytes;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** A Kafka Streams key-value store as an ordered map of bytes. */
record KeyValueBytes(ReadOnlyKeyValueStore<Bytes, byte[]> store) implements OrderedBytes {

  @Override
  public byte @Nullable [] get(byte[] key) {
    return answered(() -> store.get(Bytes.wrap(key)));
  }

  @Override
  public Cursor<Entry> range(byte[] from, byte[] to) {
    return cursor(answered(() -> store.range(Bytes.wrap(from), Bytes.wrap(to))));
  }

  @Override
  public Cursor<Entry> reverseRange(byte[] from, byte[] to) {
    return cursor(answered(() -> store.reverseRange(Bytes.wrap(from), Bytes.wrap(to))));
  }

  /** A store goes away under its readers while partitions move and when the instance stops. */
  private static <T extends @Nullable Object> T answered(Supplier<T> question) {
    try {
      return question.get();
    } catch (InvalidStateStoreException e) {
      throw RefusedException.notNow("store_unavailable", String.valueOf(e.getMessage()));
    }
  }

  private static Cursor<Entry> cursor(KeyValueIterator<Bytes, byte[]> entries) {
    return new Cursor<>() {
      @Override
      public boolean hasNext() {
        return answered(entries::hasNext);
      }

      @Override
      public Entry next() {
        KeyValue<Bytes, byte[]> entry = answered(entries::next);
        return new Entry(entry.key.get(), entry.value);
      }

      @Override
      public void close() {
        entries.close();
      }
    };
  }
}

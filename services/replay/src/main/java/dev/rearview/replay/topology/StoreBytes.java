package dev.rearview.replay.topology;

import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.OrderedBytes;
import dev.rearview.replay.log.WritableBytes;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** A Kafka Streams store as an ordered map of bytes. */
sealed class StoreBytes implements OrderedBytes {
  private final ReadOnlyKeyValueStore<Bytes, byte[]> store;

  private StoreBytes(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  static OrderedBytes readable(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
    return new StoreBytes(store);
  }

  static WritableBytes writable(KeyValueStore<Bytes, byte[]> store) {
    return new Writable(store);
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    try {
      return store.get(Bytes.wrap(key));
    } catch (InvalidStateStoreException e) {
      throw gone(e);
    }
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
  private static <T> T answered(Supplier<T> question) {
    try {
      return question.get();
    } catch (InvalidStateStoreException e) {
      throw gone(e);
    }
  }

  private static RefusedException gone(InvalidStateStoreException e) {
    return RefusedException.notNow("store_unavailable", String.valueOf(e.getMessage()));
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

  private static final class Writable extends StoreBytes implements WritableBytes {
    private final KeyValueStore<Bytes, byte[]> store;

    private Writable(KeyValueStore<Bytes, byte[]> store) {
      super(store);
      this.store = store;
    }

    @Override
    public void put(byte[] key, byte[] value) {
      store.put(Bytes.wrap(key), value);
    }

    @Override
    public void delete(byte[] key) {
      store.delete(Bytes.wrap(key));
    }
  }
}

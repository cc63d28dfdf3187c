package dev.rearview.causality.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * A store that forgets: entries by the time since they were first written, and the oldest where
 * there are too many. A second store beside it keeps them in that order.
 */
final class BoundedStore {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
  private static final int MOST_AT_ONCE = 20_000;
  private static final byte[] NOTHING = new byte[0];

  private final KeyValueStore<String, byte[]> data;
  private final KeyValueStore<String, byte[]> ages;
  private final long retentionMs;
  private final int maxEntries;
  private long entries;

  private BoundedStore(
      KeyValueStore<String, byte[]> data,
      KeyValueStore<String, byte[]> ages,
      long retentionMs,
      int maxEntries) {
    this.data = data;
    this.ages = ages;
    this.retentionMs = retentionMs;
    this.maxEntries = maxEntries;
    try (KeyValueIterator<String, byte[]> all = ages.all()) {
      while (all.hasNext()) {
        all.next();
        entries++;
      }
    }
  }

  /** The two stores that make one of this name. */
  static List<StoreBuilder<?>> builders(StorageKind storage, String name) {
    return List.of(plain(storage, name), plain(storage, ages(name)));
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> plain(StorageKind storage, String name) {
    return Stores.keyValueStoreBuilder(
        storage == StorageKind.ON_DISK
            ? Stores.persistentKeyValueStore(name)
            : Stores.inMemoryKeyValueStore(name),
        Serdes.String(),
        Serdes.ByteArray());
  }

  static String ages(String name) {
    return name + "-ages";
  }

  /** Opens it in a processor and has it forget from time to time. */
  static BoundedStore open(
      ProcessorContext<?, ?> context, String name, Duration retention, int maxEntries) {
    BoundedStore store =
        new BoundedStore(
            context.getStateStore(name),
            context.getStateStore(ages(name)),
            retention.toMillis(),
            maxEntries);
    context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, store::forget);
    return store;
  }

  byte @Nullable [] get(String key) {
    return data.get(key);
  }

  /**
   * @param nowMs when the record was written to its topic
   */
  void put(String key, byte[] value, long nowMs) {
    if (data.get(key) == null) {
      ages.put(age(nowMs, key), NOTHING);
      entries++;
    }
    data.put(key, value);
  }

  /** Its age stays until it would have been forgotten anyway. */
  void delete(String key) {
    data.delete(key);
  }

  KeyValueIterator<String, byte[]> under(String prefix) {
    return data.prefixScan(prefix, new StringSerializer());
  }

  KeyValueIterator<String, byte[]> range(String from, String to) {
    return data.range(from, to);
  }

  private void forget(long nowMs) {
    List<String> forgotten = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> oldest = ages.all()) {
      while (oldest.hasNext() && forgotten.size() < MOST_AT_ONCE) {
        KeyValue<String, byte[]> entry = oldest.next();
        boolean tooMany = entries - forgotten.size() > maxEntries;
        if (!tooMany && Long.parseLong(entry.key.substring(0, 15)) >= nowMs - retentionMs) {
          break;
        }
        forgotten.add(entry.key);
      }
    }
    for (String age : forgotten) {
      data.delete(age.substring(16));
      ages.delete(age);
    }
    entries -= forgotten.size();
  }

  private static String age(long nowMs, String key) {
    return String.format(Locale.ROOT, "%015d|%s", Math.max(0, nowMs), key);
  }
}

package dev.rearview.replay.topology;

import dev.rearview.model.Event;
import dev.rearview.replay.log.Shard;
import dev.rearview.replay.store.PartitionStore;
import dev.rearview.replay.store.PartitionWriter.Taken;
import dev.rearview.replay.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.StateStoreProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PartitionStore} as Kafka Streams sees it: its changelog is the topic of events itself,
 * and it knows its offset. Restoring, standing by and processing take records in the same way.
 */
final class EventStore implements StateStore, BatchingStateRestoreCallback {
  private static final Logger LOG = Logger.getLogger(EventStore.class);

  /** The folder that the layout with a store for each kind of entry had. */
  private static final String STREAMS_FOLDER = "rocksdb";

  private static final List<String> STREAMS_STORES = List.of("events", "index", "state");

  private final StoreSettings settings;
  private @Nullable PartitionStore store;

  EventStore(StoreSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return ReplayTopology.STORE;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    Path folder = context.stateDir().toPath();
    store = PartitionStore.open(folder.resolve(name()), new CodecBytes(), settings);
    context.register(root, this);
  }

  /**
   * Deletes the stores of the layout that had one for each kind of entry, wherever the tasks had
   * them; to be called before any store is opened.
   */
  static void deleteOlder(Path stateDir) {
    Path application = stateDir.resolve(ReplayTopology.APPLICATION_ID);
    if (!Files.isDirectory(application)) {
      return;
    }
    try (Stream<Path> tasks = Files.list(application)) {
      for (Path task : tasks.toList()) {
        for (String name : STREAMS_STORES) {
          Path older = task.resolve(STREAMS_FOLDER).resolve(name);
          if (Files.exists(older)) {
            LOG.warnf("the store in %s has an older layout: it is rebuilt from the log", older);
            PartitionStore.delete(older);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PartitionStore store() {
    return Objects.requireNonNull(store, "init comes first");
  }

  /** To read. */
  Shard shard() {
    return store().shard();
  }

  /** Takes an event in; empty where it has no number. */
  Optional<Taken> take(Received received) {
    Event event = received.event();
    if (event.globalSeq() == 0) {
      LOG.warnf("an event without a number is left out: %s", event.id());
      return Optional.empty();
    }
    return Optional.of(store().add(event, received.record()));
  }

  @Override
  public void restoreAll(Collection<KeyValue<byte[], byte[]>> records) {
    records.forEach(record -> restore(record.key, record.value));
  }

  @Override
  public void restore(byte[] key, byte[] value) {
    Received received;
    try {
      received = Received.of(value);
    } catch (IllegalArgumentException e) {
      // it went to the dead letters when it was processed
      return;
    }
    take(received);
  }

  @Override
  public void commit(Map<TopicPartition, Long> offsets) {
    offsets.values().stream()
        .filter(offset -> offset != null && offset >= 0)
        .forEach(offset -> store().commit(offset));
  }

  @Override
  public @Nullable Long committedOffset(TopicPartition partition) {
    return store().offset();
  }

  @Override
  @Deprecated
  public boolean managesOffsets() {
    return true;
  }

  @Override
  public void close() {
    PartitionStore closing = store;
    if (closing != null) {
      closing.close();
    }
  }

  @Override
  public boolean persistent() {
    return true;
  }

  @Override
  public boolean isOpen() {
    PartitionStore now = store;
    return now != null && now.isOpen();
  }

  /** How a partition's store is found to be asked. */
  static final class Type implements QueryableStoreType<EventStore> {
    @Override
    public boolean accepts(StateStore found) {
      return found instanceof EventStore;
    }

    @Override
    public EventStore create(StateStoreProvider provider, String storeName) {
      return provider.stores(storeName, this).getFirst();
    }
  }

  /** Makes the stores, one for each partition. */
  record Builder(StoreSettings settings) implements StoreBuilder<EventStore> {
    @Override
    public StoreBuilder<EventStore> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<EventStore> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<EventStore> withLoggingEnabled(Map<String, String> config) {
      return this;
    }

    @Override
    public StoreBuilder<EventStore> withLoggingDisabled() {
      return this;
    }

    @Override
    public EventStore build() {
      return new EventStore(settings);
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }

    @Override
    public String name() {
      return ReplayTopology.STORE;
    }
  }
}

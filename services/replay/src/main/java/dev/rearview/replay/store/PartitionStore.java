package dev.rearview.replay.store;

import dev.rearview.model.Event;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.EventBytes;
import dev.rearview.replay.log.Keys;
import dev.rearview.replay.log.OrderedBytes;
import dev.rearview.replay.log.Shard;
import dev.rearview.replay.log.WritableBytes;
import dev.rearview.replay.log.WritableShard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * A partition's events, indexes and states on disk, and how much of the topic they hold.
 *
 * <p>One thread takes events in; any may read. Whole events become readable together, a few
 * milliseconds after they were taken in at the latest once somebody asks. A killed process keeps a
 * state as it was between two events, with the offset up to which it is complete or an earlier one.
 */
public final class PartitionStore implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PartitionStore.class);

  /** Changes whenever what is written could not be read by another version. */
  private static final int LAYOUT = 2;

  private static final Set<Status.Code> DAMAGE =
      Set.of(Status.Code.Corruption, Status.Code.InvalidArgument, Status.Code.NotFound);

  private static final byte[] LAYOUT_KEY = "layout".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OFFSET_KEY = "offset".getBytes(StandardCharsets.UTF_8);
  private static final int META = 0;
  private static final int MAX_UNWRITTEN_BYTES = 4 << 20;
  private static final int MAX_UNSETTLED_EVENTS = 8_000;
  private static final int EVENTS_BETWEEN_SIZES = 10_000;
  private static final long STALE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final Database db;
  private final Batch batch = new Batch();
  private final PartitionWriter writer;
  private final Shard shard;
  private final ReentrantLock writing = new ReentrantLock();
  private @Nullable Long offset;
  private int sinceSize = EVENTS_BETWEEN_SIZES;
  private int unsettledEvents;
  private volatile boolean unsettled;
  private volatile long settledAt = System.nanoTime();

  private PartitionStore(Database db, EventBytes bytes, StoreSettings settings) {
    this.db = db;
    byte[] known = db.get(META, OFFSET_KEY);
    offset = known == null ? null : (Long) ByteBuffer.wrap(known).getLong();
    writer =
        new PartitionWriter(
            new WritableShard(new Written(1), new Written(2), new Written(3)),
            bytes,
            settings.snapshots(),
            this::write);
    shard = new Shard(new Settled(1), new Settled(2), new Settled(3));
  }

  /**
   * Opens the store in a folder, or begins one there. A store that is damaged or has another layout
   * is deleted: it comes back from the topic.
   */
  public static PartitionStore open(Path folder, EventBytes bytes, StoreSettings settings) {
    try {
      Database db = known(folder, settings);
      return new PartitionStore(db == null ? begun(folder, settings) : db, bytes, settings);
    } catch (RocksDBException e) {
      throw new IllegalStateException(
          "the store in %s cannot be opened: %s".formatted(folder, e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Null where there is none that can be gone on with. */
  private static @Nullable Database known(Path folder, StoreSettings settings)
      throws RocksDBException {
    if (!Files.exists(folder.resolve("CURRENT"))) {
      return null;
    }
    Database db;
    try {
      db = new Database(folder, settings.bufferBytes());
    } catch (RocksDBException e) {
      if (!DAMAGE.contains(e.getStatus().getCode())) {
        throw e;
      }
      LOG.warnf("the store in %s is damaged, it is rebuilt from the log: %s", folder, e);
      return null;
    }
    byte[] layout = db.get(META, LAYOUT_KEY);
    int found = layout == null ? 0 : ByteBuffer.wrap(layout).getInt();
    if (found == LAYOUT) {
      return db;
    }
    db.close();
    LOG.warnf(
        "the store in %s has layout %d, this version writes %d: it is rebuilt from the log",
        folder, found, LAYOUT);
    return null;
  }

  private static Database begun(Path folder, StoreSettings settings)
      throws IOException, RocksDBException {
    delete(folder);
    Files.createDirectories(folder);
    Database db = new Database(folder, settings.bufferBytes());
    Batch first = new Batch();
    first.put(META, LAYOUT_KEY, ByteBuffer.allocate(4).putInt(LAYOUT).array());
    db.write(first.take());
    db.flush();
    return db;
  }

  /** Deletes a folder with all that is in it; one that is not there is deleted already. */
  public static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes an event in.
   *
   * @param record the value of its record on the topic
   */
  public PartitionWriter.Taken add(Event event, byte[] record) {
    writing.lock();
    try {
      unsettled = true;
      PartitionWriter.Taken taken = writer.add(event, record);
      unsettledEvents++;
      sinceSize++;
      if (batch.size() > MAX_UNWRITTEN_BYTES || unsettledEvents >= MAX_UNSETTLED_EVENTS) {
        settle();
      }
      return taken;
    } finally {
      writing.unlock();
    }
  }

  /**
   * Everything of the topic up to and including an offset was taken in. What was taken in is
   * readable from now on.
   */
  public void commit(long offset) {
    writing.lock();
    try {
      Long known = this.offset;
      if (known == null || offset != known) {
        this.offset = offset;
        batch.put(META, OFFSET_KEY, ByteBuffer.allocate(8).putLong(offset).array());
      }
      settle();
    } finally {
      writing.unlock();
    }
  }

  /** Up to which offset of the topic this store is complete; null: not known. */
  public @Nullable Long offset() {
    writing.lock();
    try {
      return offset;
    } finally {
      writing.unlock();
    }
  }

  private void settle() {
    if (sinceSize >= EVENTS_BETWEEN_SIZES) {
      sinceSize = 0;
      byte[] size = ByteBuffer.allocate(8).putLong(db.diskBytes()).array();
      batch.put(db.id(2), Keys.disk(), size);
    }
    writer.settle();
    unsettledEvents = 0;
    settledAt = System.nanoTime();
    unsettled = false;
  }

  private void write() {
    if (!batch.isEmpty()) {
      db.write(batch.take());
    }
  }

  /** What a reader finds must not be older than a few milliseconds. */
  private void freshen() {
    if (unsettled && System.nanoTime() - settledAt > STALE_NANOS && writing.tryLock()) {
      try {
        if (db.isOpen()) {
          settle();
        }
      } finally {
        writing.unlock();
      }
    }
  }

  /** To read. */
  public Shard shard() {
    return shard;
  }

  /** Puts on disk what is in memory only. */
  public void flush() {
    writing.lock();
    try {
      settle();
    } finally {
      writing.unlock();
    }
    db.flush();
  }

  public boolean isOpen() {
    return db.isOpen();
  }

  /** Puts everything on disk and closes; readers are refused from then on. */
  @Override
  public void close() {
    writing.lock();
    try {
      if (db.isOpen()) {
        settle();
        db.flush();
        db.close();
      }
    } finally {
      writing.unlock();
    }
  }

  /** A column family as what is settled of it. */
  private sealed class Settled implements OrderedBytes {
    final int family;

    Settled(int family) {
      this.family = family;
    }

    void beforeReading() {
      freshen();
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
      beforeReading();
      return db.get(family, key);
    }

    @Override
    public List<byte @Nullable []> getAll(List<byte[]> keys) {
      beforeReading();
      return db.getAll(family, keys);
    }

    @Override
    public Cursor<Entry> range(byte[] from, byte[] to) {
      beforeReading();
      return db.range(family, from, to, false);
    }

    @Override
    public Cursor<Entry> reverseRange(byte[] from, byte[] to) {
      beforeReading();
      return db.range(family, from, to, true);
    }
  }

  /** As the writer has it: it knows itself what is not settled. */
  private final class Written extends Settled implements WritableBytes {
    private final int id;

    Written(int family) {
      super(family);
      id = db.id(family);
    }

    @Override
    void beforeReading() {
      // the writer settles where it needs to
    }

    @Override
    public void put(byte[] key, byte[] value) {
      batch.put(id, key, value);
    }

    @Override
    public void delete(byte[] key) {
      batch.delete(id, key);
    }
  }
}

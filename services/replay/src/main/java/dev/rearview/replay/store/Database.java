package dev.rearview.replay.store;

import dev.rearview.replay.RefusedException;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.OrderedBytes.Entry;
import dev.rearview.streams.RocksMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * A RocksDB without a log of its own: what was not flushed is lost when the process is killed, in
 * all column families alike (atomic flush), and is read from the topic again.
 *
 * <p>May be closed under its readers: they are refused from then on.
 */
final class Database implements AutoCloseable {
  static {
    RocksDB.loadLibrary();
  }

  private final Families families;
  private final DBOptions options;
  private final WriteOptions writeOptions = new WriteOptions().setDisableWAL(true);
  private final RocksDB db;
  private final List<ColumnFamilyHandle> handles = new ArrayList<>();
  private final ReentrantReadWriteLock guard = new ReentrantReadWriteLock();
  private final Set<Range> open = new HashSet<>();
  private volatile boolean closed;

  Database(Path folder, long bufferBytes) throws RocksDBException {
    families = new Families(bufferBytes);
    options =
        new DBOptions()
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setAtomicFlush(true)
            .setAllowConcurrentMemtableWrite(false)
            .setWriteBufferManager(RocksMemory.writeBuffers())
            .setMaxBackgroundJobs(2)
            .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
            .setKeepLogFileNum(2)
            .setStatsDumpPeriodSec(0);
    try {
      db = RocksDB.open(options, folder.toString(), families.descriptors(), handles);
    } catch (RocksDBException e) {
      options.close();
      families.close();
      throw e;
    }
  }

  /** The id of a column family in a {@link Batch}. */
  int id(int family) {
    return handles.get(family).getID();
  }

  void write(byte[] batch) {
    guard.readLock().lock();
    try (WriteBatch writes = new WriteBatch(batch)) {
      requireOpen();
      db.write(writeOptions, writes);
    } catch (RocksDBException e) {
      throw new IllegalStateException("the store cannot be written: " + e.getMessage(), e);
    } finally {
      guard.readLock().unlock();
    }
  }

  byte @Nullable [] get(int family, byte[] key) {
    guard.readLock().lock();
    try {
      requireOpen();
      return db.get(handles.get(family), key);
    } catch (RocksDBException e) {
      throw new IllegalStateException("the store cannot be read: " + e.getMessage(), e);
    } finally {
      guard.readLock().unlock();
    }
  }

  List<byte @Nullable []> getAll(int family, List<byte[]> keys) {
    guard.readLock().lock();
    try {
      requireOpen();
      return db.multiGetAsList(Collections.nCopies(keys.size(), handles.get(family)), keys);
    } catch (RocksDBException e) {
      throw new IllegalStateException("the store cannot be read: " + e.getMessage(), e);
    } finally {
      guard.readLock().unlock();
    }
  }

  Cursor<Entry> range(int family, byte[] from, byte[] to, boolean reverse) {
    guard.readLock().lock();
    try {
      requireOpen();
      Range range = new Range(db.newIterator(handles.get(family)), from, to, reverse);
      synchronized (open) {
        open.add(range);
      }
      return range;
    } finally {
      guard.readLock().unlock();
    }
  }

  /** Bytes of all files of the column families. */
  long diskBytes() {
    guard.readLock().lock();
    try {
      requireOpen();
      long bytes = 0;
      for (ColumnFamilyHandle family : handles) {
        bytes += db.getLongProperty(family, "rocksdb.total-sst-files-size");
      }
      return bytes;
    } catch (RocksDBException e) {
      throw new IllegalStateException("the store cannot be read: " + e.getMessage(), e);
    } finally {
      guard.readLock().unlock();
    }
  }

  /** Puts on disk what is in memory only; waits for it. */
  void flush() {
    guard.readLock().lock();
    try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
      requireOpen();
      db.flush(wait, handles);
    } catch (RocksDBException e) {
      throw new IllegalStateException("the store cannot be written: " + e.getMessage(), e);
    } finally {
      guard.readLock().unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw RefusedException.notNow("store_unavailable", "the store is closed: it moved or stops");
    }
  }

  boolean isOpen() {
    return !closed;
  }

  /** Closes without flushing. */
  @Override
  public void close() {
    guard.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      synchronized (open) {
        open.forEach(Range::release);
        open.clear();
      }
      handles.forEach(ColumnFamilyHandle::close);
      db.close();
      writeOptions.close();
      options.close();
      families.close();
    } finally {
      guard.writeLock().unlock();
    }
  }

  private final class Range implements Cursor<Entry> {
    private final RocksIterator iterator;
    private final byte[] last;
    private final boolean reverse;
    private @Nullable Entry ahead;

    Range(RocksIterator iterator, byte[] from, byte[] to, boolean reverse) {
      this.iterator = iterator;
      this.reverse = reverse;
      this.last = reverse ? from : to;
      if (Arrays.compareUnsigned(from, to) > 0) {
        return;
      }
      if (reverse) {
        iterator.seekForPrev(to);
      } else {
        iterator.seek(from);
      }
      read();
    }

    private void read() {
      ahead = null;
      if (iterator.isValid()) {
        byte[] key = iterator.key();
        int beyond = Arrays.compareUnsigned(key, last);
        if (reverse ? beyond >= 0 : beyond <= 0) {
          ahead = new Entry(key, iterator.value());
        }
      }
    }

    @Override
    public boolean hasNext() {
      return ahead != null;
    }

    @Override
    public Entry next() {
      Entry entry = ahead;
      if (entry == null) {
        throw new NoSuchElementException();
      }
      guard.readLock().lock();
      try {
        requireOpen();
        if (reverse) {
          iterator.prev();
        } else {
          iterator.next();
        }
        read();
      } finally {
        guard.readLock().unlock();
      }
      return entry;
    }

    @Override
    public void close() {
      guard.readLock().lock();
      try {
        boolean mine;
        synchronized (open) {
          mine = open.remove(this);
        }
        if (mine) {
          release();
        }
      } finally {
        guard.readLock().unlock();
      }
    }

    private void release() {
      iterator.close();
    }
  }
}

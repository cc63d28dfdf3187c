package dev.rearview.streams;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** What all RocksDBs of the process together may keep in memory outside the heap. */
public final class RocksMemory {
  private static final long CACHE_BYTES = 320L << 20;
  private static final long ALL_WRITE_BUFFERS_BYTES = 256L << 20;

  static {
    RocksDB.loadLibrary();
  }

  private static final Cache CACHE = new LRUCache(CACHE_BYTES, -1, false);
  private static final WriteBufferManager WRITE_BUFFERS =
      new WriteBufferManager(ALL_WRITE_BUFFERS_BYTES, CACHE);

  private RocksMemory() {}

  /** Blocks that were read; the write buffers count against it. Never closed. */
  public static Cache cache() {
    return CACHE;
  }

  /** Bounds what is not written to files yet. Never closed. */
  public static WriteBufferManager writeBuffers() {
    return WRITE_BUFFERS;
  }
}

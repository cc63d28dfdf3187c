package dev.rearview.replay.store;

import dev.rearview.streams.RocksMemory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionOptionsUniversal;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksObject;

/**
 * The column families of a partition and how each lies on disk.
 *
 * <p>Bodies come in the order of their keys: their files do not overlap and are never written
 * again, so that large blocks compressed once are all they cost. Indexes and states come in any
 * order: they are merged seldom (universal compaction) in favour of taking them in fast.
 */
final class Families implements AutoCloseable {
  /** The order is that in which they are opened; the first is RocksDB's own. */
  static final List<String> NAMES = List.of("default", "events", "index", "state");

  private static final int EVENTS_BLOCK_BYTES = 64 << 10;
  private static final int BLOCK_BYTES = 16 << 10;
  private static final long ARENA_BLOCK_BYTES = 64L << 10;
  private static final int COMPRESSION_LEVEL = 3;
  private static final int BLOOM_BITS = 10;

  private final List<RocksObject> owned = new ArrayList<>();
  private final long bufferBytes;

  Families(long bufferBytes) {
    this.bufferBytes = bufferBytes;
  }

  List<ColumnFamilyDescriptor> descriptors() {
    return List.of(
        new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, merged(false)),
        new ColumnFamilyDescriptor(NAMES.get(1).getBytes(StandardCharsets.UTF_8), inOrder()),
        new ColumnFamilyDescriptor(NAMES.get(2).getBytes(StandardCharsets.UTF_8), merged(true)),
        new ColumnFamilyDescriptor(NAMES.get(3).getBytes(StandardCharsets.UTF_8), merged(false)));
  }

  private ColumnFamilyOptions inOrder() {
    return base(EVENTS_BLOCK_BYTES, false).setCompactionStyle(CompactionStyle.LEVEL);
  }

  private ColumnFamilyOptions merged(boolean looksForKeys) {
    return base(BLOCK_BYTES, looksForKeys)
        .setCompactionStyle(CompactionStyle.UNIVERSAL)
        .setCompactionOptionsUniversal(owned(new CompactionOptionsUniversal()));
  }

  private ColumnFamilyOptions base(int blockBytes, boolean bloom) {
    BlockBasedTableConfig table =
        new BlockBasedTableConfig()
            .setBlockSize(blockBytes)
            .setBlockCache(RocksMemory.cache())
            .setCacheIndexAndFilterBlocks(true)
            .setFormatVersion(6);
    if (bloom) {
      table.setFilterPolicy(owned(new BloomFilter(BLOOM_BITS)));
    }
    return owned(new ColumnFamilyOptions())
        .setTableFormatConfig(table)
        .setWriteBufferSize(bufferBytes)
        .setMaxWriteBufferNumber(3)
        .setArenaBlockSize(ARENA_BLOCK_BYTES)
        .setCompressionType(CompressionType.ZSTD_COMPRESSION)
        .setCompressionOptions(owned(new CompressionOptions().setLevel(COMPRESSION_LEVEL)));
  }

  private <T extends RocksObject> T owned(T object) {
    owned.add(object);
    return object;
  }

  @Override
  public void close() {
    owned.reversed().forEach(RocksObject::close);
  }
}

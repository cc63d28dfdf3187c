package dev.rearview.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;

/**
 * Bounds what all stores of the process together keep in memory outside the heap ({@link
 * RocksMemory}); zstd on disk.
 *
 * <p>A process may hold a few hundred stores, one for each of a service's stores and partitions.
 * The buffer of a store is small, and its first block smaller still, so that the sum of them stays
 * below the shared bound: at the bound the store that writes would flush whatever little it holds,
 * and writing would stall on a multitude of tiny files.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
  private static final long WRITE_BUFFER_BYTES = 1L << 20;
  private static final long ARENA_BLOCK_BYTES = 32L << 10;

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(RocksMemory.cache());
    table.setCacheIndexAndFilterBlocks(true);
    table.setFilterPolicy(new BloomFilter(10));
    options.setWriteBufferManager(RocksMemory.writeBuffers());
    options.setMaxWriteBufferNumber(3);
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    options.setArenaBlockSize(ARENA_BLOCK_BYTES);
    options.setCompressionType(CompressionType.LZ4_COMPRESSION);
    options.setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION);
    options.setTableFormatConfig(table);
  }

  @Override
  public void close(String storeName, Options options) {
    // the cache and the write buffers belong to the process, not to one store
  }
}

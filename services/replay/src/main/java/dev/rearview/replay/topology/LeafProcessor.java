package dev.rearview.replay.topology;

import dev.rearview.integrity.tree.LeafRun;
import dev.rearview.integrity.tree.TileStore;
import dev.rearview.integrity.tree.TileWriter;
import dev.rearview.integrity.tree.TreeHasher;
import dev.rearview.replay.proof.StoredTiles;
import dev.rearview.replay.proof.TreeKeys;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Puts leaves into the tiles of their world; a leaf that comes again changes nothing. */
final class LeafProcessor implements Processor<String, byte[], Void, Void> {
  private static final Logger LOG = Logger.getLogger(LeafProcessor.class);

  private final TreeHasher hasher = new TreeHasher();
  private @Nullable KeyValueStore<Bytes, byte[]> tree;

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    tree = context.getStateStore(TreeTopology.TREE_STORE);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    KeyValueStore<Bytes, byte[]> to = Objects.requireNonNull(tree, "init comes first");
    LeafRun run;
    try {
      run = LeafRun.decode(record.value() == null ? new byte[0] : record.value());
    } catch (IllegalArgumentException e) {
      LOG.errorf("a record of the leaves of world %s is none: %s", record.key(), e.getMessage());
      return;
    }
    TileWriter writer = new TileWriter(new WritableTiles(to, record.key()), hasher);
    for (int i = 0; i < run.hashes().size(); i++) {
      writer.put(run.firstSeq() - 1 + i, run.hashes().get(i));
    }
  }

  private record WritableTiles(KeyValueStore<Bytes, byte[]> store, String world)
      implements TileStore.Writable {
    @Override
    public byte[] tile(int level, long index) {
      return new StoredTiles(new KeyValueBytes(store), world).tile(level, index);
    }

    @Override
    public void put(int level, long index, byte[] hash) {
      store.put(Bytes.wrap(TreeKeys.hash(world, level, index)), hash);
    }
  }
}

package dev.rearview.ingestion.topology;

import dev.rearview.integrity.tree.LeafRun;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Writes the leaves of each world's log in runs: a full one at once, what there is when it is asked
 * to. Until then they lie in a store, so that a crash between two commits loses none.
 */
final class LeafWriter {
  /** Most leaves of a record. */
  static final int LONGEST_RUN = 64;

  private final KeyValueStore<byte[], byte[]> store;
  private final InstantSource clock;
  private final ProcessorContext<String, byte[]> context;
  private final Map<String, LeafRun> waiting = new HashMap<>();

  LeafWriter(
      KeyValueStore<byte[], byte[]> store,
      InstantSource clock,
      ProcessorContext<String, byte[]> context) {
    this.store = store;
    this.clock = clock;
    this.context = context;
  }

  /** Takes up what waited when the task ended. */
  void start() {
    try (KeyValueIterator<byte[], byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<byte[], byte[]> run = all.next();
        waiting.put(new String(run.key, StandardCharsets.UTF_8), LeafRun.decode(run.value));
      }
    }
  }

  /** Takes the leaf of the entry that comes next in its world. */
  void add(String world, long globalSeq, byte[] leaf) {
    LeafRun run = longer(waiting.get(world), globalSeq, leaf);
    if (run.hashes().size() == LONGEST_RUN) {
      write(world, run);
      store.delete(key(world));
      waiting.remove(world);
    } else {
      store.put(key(world), run.encode());
      waiting.put(world, run);
    }
  }

  private static LeafRun longer(@Nullable LeafRun run, long globalSeq, byte[] leaf) {
    if (run == null) {
      return new LeafRun(globalSeq, List.of(leaf));
    }
    List<byte[]> hashes = new ArrayList<>(run.hashes());
    hashes.add(leaf);
    return new LeafRun(run.firstSeq(), hashes);
  }

  /** Writes what waits. */
  void writeAll() {
    waiting.forEach((world, run) -> {
      write(world, run);
      store.delete(key(world));
    });
    waiting.clear();
  }

  private void write(String world, LeafRun run) {
    context.forward(new Record<>(world, run.encode(), clock.millis()), SequencerTopology.LEAVES);
  }

  private static byte[] key(String world) {
    return world.getBytes(StandardCharsets.UTF_8);
  }
}

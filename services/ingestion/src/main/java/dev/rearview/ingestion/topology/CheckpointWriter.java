package dev.rearview.ingestion.topology;

import dev.rearview.ingestion.checkpoint.Keeper;
import dev.rearview.ingestion.sequence.Head;
import dev.rearview.ingestion.sequence.SequenceState;
import dev.rearview.integrity.note.NoteException;
import dev.rearview.integrity.note.VerifierKey;
import dev.rearview.integrity.tree.CompactRange;
import dev.rearview.proto.CheckpointKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Writes checkpoints of the worlds that changed: after each interval, and when the process stops.
 * In the same transaction as the entries, so that a checkpoint that can be read is one of entries
 * that can be read.
 */
final class CheckpointWriter {
  private static final Duration TICK = Duration.ofMillis(100);

  private final Keeper keeper;
  private final InstantSource clock;
  private final Stopping stopping;
  private final SequenceState state;
  private final LeafWriter leaves;
  private final ProcessorContext<String, byte[]> context;
  private final Set<String> changed = new HashSet<>();
  private long lastMs = Long.MIN_VALUE;

  CheckpointWriter(
      Keeper keeper,
      InstantSource clock,
      Stopping stopping,
      SequenceState state,
      LeafWriter leaves,
      ProcessorContext<String, byte[]> context) {
    this.keeper = keeper;
    this.clock = clock;
    this.stopping = stopping;
    this.state = state;
    this.leaves = leaves;
    this.context = context;
  }

  /** Begins with the worlds that changed before a crash. */
  void start() {
    changed.addAll(state.worlds());
    stopping.opened(this);
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  void changed(String world) {
    changed.add(world);
    if (stopping.isAsked()) {
      writeAll();
    }
  }

  private void tick(long nowMs) {
    if (lastMs == Long.MIN_VALUE) {
      keeper.verifiers().forEach(this::publish);
    }
    leaves.writeAll();
    if (stopping.isAsked()) {
      writeAll();
      stopping.signed(this);
    } else if (lastMs == Long.MIN_VALUE || nowMs - lastMs >= keeper.interval().toMillis()) {
      lastMs = nowMs;
      writeAll();
    }
  }

  /** The leaves come first: what a checkpoint covers can be proved. */
  private void writeAll() {
    leaves.writeAll();
    for (String world : changed) {
      Head head = state.head(world);
      if (head != null && head.isCheckpointDue()) {
        long nowMs = clock.millis();
        String note = keeper.checkpoint(world, head.tree(), nowMs).format();
        write(CheckpointKeys.checkpoint(world), note, nowMs);
        state.putHead(world, head.withCheckpoint());
      }
    }
    changed.clear();
  }

  /**
   * Signs and writes a prune record.
   *
   * @throws NoteException where it is none of this log
   */
  void prune(String world, byte[] text) throws NoteException {
    Head head = state.head(world);
    CompactRange tree = head == null ? CompactRange.EMPTY : head.tree();
    String note = keeper.prune(world, new String(text, StandardCharsets.UTF_8), tree).format();
    write(CheckpointKeys.prune(world), note, clock.millis());
  }

  private void publish(VerifierKey key) {
    write(CheckpointKeys.publicKey(key.name(), key.number()), key.vkey(), clock.millis());
  }

  private void write(String key, String text, long nowMs) {
    context.forward(
        new Record<>(key, text.getBytes(StandardCharsets.UTF_8), nowMs),
        SequencerTopology.CHECKPOINTS);
  }

  void close() {
    stopping.signed(this);
  }
}

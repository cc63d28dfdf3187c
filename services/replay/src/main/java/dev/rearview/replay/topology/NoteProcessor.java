package dev.rearview.replay.topology;

import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the newest note under each key. */
final class NoteProcessor implements Processor<Bytes, byte[], Void, Void> {
  private @Nullable KeyValueStore<Bytes, byte[]> notes;

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    notes = context.getStateStore(TreeTopology.NOTES_STORE);
  }

  @Override
  public void process(Record<Bytes, byte[]> note) {
    if (note.key() != null) {
      Objects.requireNonNull(notes, "init comes first").put(note.key(), note.value());
    }
  }
}

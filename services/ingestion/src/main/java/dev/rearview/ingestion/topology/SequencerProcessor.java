package dev.rearview.ingestion.topology;

import dev.rearview.ingestion.checkpoint.Keeper;
import dev.rearview.ingestion.outcome.Outcome;
import dev.rearview.ingestion.outcome.Outcome.Status;
import dev.rearview.ingestion.outcome.ReplyTo;
import dev.rearview.ingestion.sequence.Decision;
import dev.rearview.ingestion.sequence.Head;
import dev.rearview.ingestion.sequence.Sequencer;
import dev.rearview.ingestion.sequence.Window;
import dev.rearview.integrity.note.NoteException;
import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.EventKeys;
import dev.rearview.proto.IntakeHeaders;
import java.time.InstantSource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Reads an intake record, has it decided about, and writes what follows. */
final class SequencerProcessor implements Processor<String, byte[], String, byte[]> {
  private final Window window;
  private final SequencerMeter meter;
  private final Keeper keeper;
  private final InstantSource clock;
  private final Stopping stopping;
  private @Nullable ProcessorContext<String, byte[]> context;
  private @Nullable StoreState state;
  private @Nullable Sequencer sequencer;
  private @Nullable LeafWriter leaves;
  private @Nullable CheckpointWriter checkpoints;

  SequencerProcessor(
      Window window, SequencerMeter meter, Keeper keeper, InstantSource clock, Stopping stopping) {
    this.window = window;
    this.meter = meter;
    this.keeper = keeper;
    this.clock = clock;
    this.stopping = stopping;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    this.context = context;
    state =
        new StoreState(
            context.getStateStore(SequencerTopology.HEADS),
            context.getStateStore(SequencerTopology.ADMISSIONS),
            context.getStateStore(SequencerTopology.PLACES));
    sequencer = new Sequencer(state, window);
    leaves =
        new LeafWriter(context.getStateStore(SequencerTopology.WAITING_LEAVES), clock, context);
    leaves.start();
    checkpoints = new CheckpointWriter(keeper, clock, stopping, state, leaves, context);
    checkpoints.start();
  }

  @Override
  public void close() {
    if (checkpoints != null) {
      checkpoints.close();
    }
  }

  @Override
  public void process(Record<String, byte[]> intake) {
    if (context == null
        || state == null
        || sequencer == null
        || leaves == null
        || checkpoints == null) {
      throw new IllegalStateException("a processor is initialised before it processes");
    }
    if (intake.headers().lastHeader(IntakeHeaders.PRUNE) != null) {
      prune(intake, context, checkpoints);
      return;
    }
    Event event = read(intake, context);
    if (event == null) {
      return;
    }
    switch (sequencer.decide(event)) {
      case Decision.Appended(long globalSeq, byte[] prevHash, byte[] hash, byte[] leaf) -> {
        String world = event.world();
        meter.appended();
        report(world, state.head(world));
        forward(
            context,
            SequencerTopology.EVENTS,
            intake,
            EventKeys.component(world, event.componentId()),
            EventCodec.numbered(intake.value(), globalSeq, prevHash, hash));
        leaves.add(world, globalSeq, leaf);
        checkpoints.changed(world);
        reply(context, intake, Status.APPENDED, globalSeq, null);
      }
      case Decision.Repeated(long globalSeq) -> {
        meter.repeated();
        reply(context, intake, Status.REPEATED, globalSeq, null);
      }
      case Decision.Conflict conflict -> {
        String code = conflict.field() + "_conflict";
        deadLetter(context, intake, DeadLetter.of(event, code, conflict.reason()));
        reply(context, intake, Status.CONFLICT, conflict.globalSeq(), conflict.reason());
      }
    }
  }

  private void prune(
      Record<String, byte[]> intake,
      ProcessorContext<String, byte[]> context,
      CheckpointWriter checkpoints) {
    byte[] text = intake.value() == null ? new byte[0] : intake.value();
    try {
      checkpoints.prune(intake.key(), text);
    } catch (NoteException e) {
      deadLetter(
          context,
          intake,
          DeadLetter.unreadable(text.length, "no prune record to sign: " + e.getMessage()));
    }
  }

  /** The event of a record; null where it is none, which is told then. */
  private @Nullable Event read(
      Record<String, byte[]> intake, ProcessorContext<String, byte[]> context) {
    if (intake.value() == null) {
      return null;
    }
    try {
      Event event = EventCodec.decode(intake.value());
      if (event.world().equals(intake.key())) {
        return event;
      }
      deadLetter(
          context,
          intake,
          DeadLetter.of(
              event,
              "wrong_key",
              "a record of world '%s' has the key '%s'".formatted(event.world(), intake.key())));
    } catch (IllegalArgumentException e) {
      deadLetter(
          context,
          intake,
          DeadLetter.unreadable(
              intake.value().length, "a record of the intake is no event: " + e.getMessage()));
    }
    return null;
  }

  private void report(String world, @Nullable Head head) {
    if (head != null) {
      meter.window(world, head.windowSize());
    }
  }

  private void deadLetter(
      ProcessorContext<String, byte[]> context, Record<String, byte[]> intake, DeadLetter letter) {
    meter.deadLetter(letter.code());
    forward(context, SequencerTopology.DEAD_LETTERS, intake, letter.source(), letter.encode());
  }

  private static void reply(
      ProcessorContext<String, byte[]> context,
      Record<String, byte[]> intake,
      Status status,
      long globalSeq,
      @Nullable String reason) {
    Header header = intake.headers().lastHeader(ReplyTo.HEADER);
    ReplyTo replyTo = header == null ? null : ReplyTo.decode(header.value());
    if (replyTo != null) {
      Outcome outcome = new Outcome(replyTo.ticket(), status, globalSeq, reason);
      forward(context, SequencerTopology.OUTCOMES, intake, replyTo.instance(), outcome.encode());
    }
  }

  private static void forward(
      ProcessorContext<String, byte[]> context,
      String sink,
      Record<String, byte[]> intake,
      String key,
      byte[] value) {
    context.forward(new Record<>(key, value, intake.timestamp()), sink);
  }
}

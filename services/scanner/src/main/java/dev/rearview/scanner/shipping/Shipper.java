package dev.rearview.scanner.shipping;

import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.scan.ScanPosition;
import dev.rearview.model.Event;
import dev.rearview.model.Level;
import dev.rearview.scanner.shipping.Intake.Answer;
import dev.rearview.scanner.shipping.Tail.Chunk;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ships a node's records: reads on in every stream, picks what the event log wants, hands it to
 * ingestion in batches, and remembers how far it got once a batch was taken. Whatever happens, a
 * record is repeated rather than lost; its id makes the repeat harmless.
 *
 * <p>Reads top-down: {@link #run}, {@link #round}, {@link #read}, {@link #send}, {@link #settle}.
 */
final class Shipper implements Runnable {
  /** Streams whose position is kept although they are gone. */
  static final int MAX_STREAMS = 50_000;

  /** A batch of so many characters is sent; servers bound the size of a message. */
  private static final long MAX_BATCH_CHARS = 100_000;

  /** Records taken from a stream at once; a batch may exceed its bounds by so many. */
  private static final int RECORDS_PER_READ = 100;

  private static final String TRACE = "trace";
  private static final String SESSION = "session";

  private final String sourceId;
  private final ShippingSettings settings;
  private final Tail tail;
  private final Intake intake;
  private final PositionStore store;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Backoff backoff;
  private final ShippingLedger ledger;

  private final SeenIds seen;
  private final Map<String, ScanPosition> read = new HashMap<>();
  private final Map<String, ScanPosition> taken = new LinkedHashMap<>();
  private final Deque<Batch> unanswered = new ArrayDeque<>();
  private long batches;
  private long takenBatch;
  private boolean unsaved;
  private long savedNanos;

  /** Events on their way, and how far the streams are read when they are taken. */
  private static final class Batch {
    final long number;
    final List<Event> events = new ArrayList<>();
    final Map<String, ScanPosition> positions = new HashMap<>();
    long chars;
    @Nullable CompletableFuture<Answer> answer;

    Batch(long number) {
      this.number = number;
    }
  }

  Shipper(
      String node,
      ShippingSettings settings,
      Tail tail,
      Intake intake,
      ShippingLedger ledger,
      Clock clock,
      LongSupplier nanoTime) {
    this.sourceId = "scanner/" + node;
    this.settings = settings;
    this.tail = tail;
    this.intake = intake;
    this.ledger = ledger;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.backoff = new Backoff(settings.firstRetry(), settings.lastRetry());
    this.store = new PositionStore(settings.stateDir().resolve(node));
    this.seen = new SeenIds(settings.seenIds());
    PositionStore.Saved saved = store.load();
    taken.putAll(saved.positions());
    read.putAll(saved.positions());
    for (long id : saved.seen()) {
      seen.restore(id);
    }
  }

  /** Ships until the thread is interrupted; then saves how far it got. */
  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        if (!round()) {
          Thread.sleep(settings.poll());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      save();
    }
  }

  /**
   * Reads on once in every stream and ships what it found, waiting for answers only where too many
   * are missing.
   *
   * @return whether there was anything new
   */
  boolean round() throws InterruptedException {
    Batch batch = new Batch(++batches);
    boolean found = false;
    for (String stream : tail.streams()) {
      Chunk chunk =
          tail.read(stream, read.get(stream), Math.min(RECORDS_PER_READ, settings.batchEvents()));
      chunk.gaps().forEach(ledger::gap);
      if (chunk.next() == null || chunk.next().equals(read.get(stream))) {
        continue;
      }
      found = true;
      read(batch, stream, chunk.records(), chunk.next());
      if (batch.events.size() >= settings.batchEvents() || batch.chars >= MAX_BATCH_CHARS) {
        send(batch);
        batch = new Batch(++batches);
      }
    }
    send(batch);
    settle(found ? settings.unanswered() - 1 : 0);
    saveIfDue();
    return found;
  }

  private void read(Batch batch, String stream, List<LogRecord> records, ScanPosition next) {
    for (LogRecord record : records) {
      if (isWanted(record, batch.number)) {
        Event event = ShippedEvents.of(record, settings.world(), sourceId, clock.millis());
        if (event != null) {
          batch.events.add(event);
          batch.chars += ShippedEvents.chars(event);
        }
      }
    }
    read.put(stream, next);
    batch.positions.put(stream, next);
  }

  /** What carries state or an error, or is the first of its trace or session at its service. */
  private boolean isWanted(LogRecord record, long batch) {
    String service = record.text(Field.SERVICE);
    boolean first = isFirst(TRACE, service, record.text(Field.TRACE_ID), batch);
    first |= isFirst(SESSION, service, record.text(Field.SESSION_ID), batch);
    return first
        || ShippedEvents.carriesState(record)
        || (record.get(Field.LEVEL) instanceof Level level && level.isAtLeast(Level.ERROR));
  }

  private boolean isFirst(String what, @Nullable String service, @Nullable String id, long batch) {
    return id != null && seen.add(what, service == null ? "" : service, id, batch);
  }

  private void send(Batch batch) throws InterruptedException {
    if (batch.positions.isEmpty()) {
      return;
    }
    Batch last = unanswered.peekLast();
    if (batch.events.isEmpty() && last != null) {
      last.positions.putAll(batch.positions);
      return;
    }
    if (batch.events.isEmpty()) {
      taken(batch);
      return;
    }
    settle(settings.unanswered() - 1);
    unanswered.add(batch);
    batch.answer = intake.append(sourceId, batch.events);
  }

  /** Takes answers until at most so many are missing; those that are there are always taken. */
  private void settle(int allowed) throws InterruptedException {
    while (true) {
      Batch head = unanswered.peek();
      if (head == null || head.answer == null) {
        return;
      }
      if (unanswered.size() <= allowed && !head.answer.isDone()) {
        return;
      }
      switch (answer(head.answer)) {
        case Answer.Taken ok -> {
          unanswered.remove();
          backoff.reset();
          ledger.taken(ok.accepted(), ok.refused());
          taken(head);
        }
        case Answer.Later later -> repeat(later);
      }
    }
  }

  private Answer answer(CompletableFuture<Answer> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      ledger.failed(String.valueOf(e.getCause()));
      return new Answer.Later(backoff.next());
    }
  }

  /** Sends everything that is unanswered once more, in its order. */
  private void repeat(Answer.Later later) throws InterruptedException {
    Thread.sleep(later.after());
    ledger.repeated(unanswered.size());
    for (Batch batch : unanswered) {
      batch.answer = intake.append(sourceId, batch.events);
    }
  }

  private void taken(Batch batch) {
    taken.putAll(batch.positions);
    while (taken.size() > MAX_STREAMS) {
      taken.remove(taken.keySet().iterator().next());
    }
    takenBatch = batch.number;
    unsaved = true;
  }

  private void saveIfDue() {
    if (unsaved && nanoTime.getAsLong() - savedNanos >= settings.saveEvery().toNanos()) {
      save();
    }
  }

  private void save() {
    if (unsaved) {
      store.saveSeen(seen.upTo(takenBatch));
      store.savePositions(taken);
      unsaved = false;
      savedNanos = nanoTime.getAsLong();
    }
  }
}

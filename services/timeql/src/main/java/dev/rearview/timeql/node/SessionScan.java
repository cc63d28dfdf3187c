package dev.rearview.timeql.node;

import dev.rearview.engine.aggregate.Aggregate;
import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.order.KeyBytes;
import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.scan.LogStream;
import dev.rearview.engine.scan.ReadSettings;
import dev.rearview.engine.scan.ScanCounters;
import dev.rearview.engine.scan.StretchReader;
import dev.rearview.engine.session.SessionLimits;
import dev.rearview.engine.session.SessionTable;
import dev.rearview.timeql.plan.NodePart;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A fragment that gives nothing but the sessions of each key, of which there may be very many. What
 * it gives is what {@link GroupScan} would give; a key that is written in several ways may come
 * more than once.
 */
final class SessionScan {
  private static final Field ERROR = Field.of(BuiltIn.ERROR_OCCURRED);

  private final ScanParts parts;
  private final List<LogStream> streams;
  private final ReadSettings settings;
  private final ScanCounters counters;
  private final int threads;
  private final AtomicLong matches = new AtomicLong();
  private volatile List<String> bounds = List.of();

  SessionScan(
      ScanParts parts,
      List<LogStream> streams,
      ReadSettings settings,
      ScanCounters counters,
      int threads) {
    this.parts = parts;
    this.streams = streams;
    this.settings = settings;
    this.counters = counters;
    this.threads = threads;
  }

  /** Whether a fragment is one of these. */
  static boolean gives(NodePart part) {
    NodePart.Grouping grouping = part.grouping();
    return grouping != null
        && !grouping.keys().isEmpty()
        && grouping.keys().stream().allMatch(Expression.FieldValue.class::isInstance)
        && grouping.aggregates().size() == 1
        && grouping.aggregates().getFirst().function() == Aggregate.Function.SESSIONS;
  }

  /** Reads everything. */
  List<PartialGroup> groups() {
    Stretches stretches = new Stretches(streams, parts.range(), settings, counters, threads);
    List<SessionTable> tables = Collections.synchronizedList(new ArrayList<>());
    Threads.run(threads, () -> tables.add(read(stretches)));
    SessionTable whole = tables.removeFirst();
    while (!tables.isEmpty()) {
      whole.absorb(tables.removeLast());
    }
    bounds = whole.boundsHit();
    return partials(whole);
  }

  private static List<PartialGroup> partials(SessionTable table) {
    List<PartialGroup> partials = new ArrayList<>(table.size());
    KeyBytes keys = new KeyBytes();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    table.forEach((key, from, to, sessions) -> {
      bytes.reset();
      try {
        sessions.write(out);
      } catch (IOException e) {
        throw new UncheckedIOException("writing into memory", e);
      }
      partials.add(new PartialGroup(keys.values(key, from, to), List.of(bytes.toByteArray())));
    });
    return partials;
  }

  private SessionTable read(Stretches stretches) {
    ScanWorker worker = parts.worker();
    RememberedFields remembered = new RememberedFields();
    NodePart.Grouping grouping = Objects.requireNonNull(worker.part().grouping());
    SessionTable table =
        new SessionTable(
            Objects.requireNonNull(grouping.aggregates().getFirst().per()),
            SessionLimits.DEFAULT_MAX_SESSIONS);
    for (Stretches.Stretch one = stretches.next(); one != null; one = stretches.next()) {
      try {
        read(one, worker, remembered, grouping.keys(), table);
      } finally {
        if (stretches.done(one)) {
          parts.finders().forget(one.piece());
        }
      }
    }
    return table;
  }

  private void read(
      Stretches.Stretch one,
      ScanWorker worker,
      RememberedFields remembered,
      List<Expression> keys,
      SessionTable table) {
    Finders.Loan loan = worker.finder(one.piece(), one.from(), one.to());
    StretchReader reader =
        worker.reader(one.piece(), one.from(), one.to(), one.isFirst(), worker.buffer(), loan);
    KeyBytes key = new KeyBytes();
    long[] found = {0};
    while (!reader.run(
        (lent, candidate, afterGap) -> {
          LogRecord seen = worker.seen(remembered.of(lent));
          if (worker.matches(seen)) {
            found[0]++;
            add(seen, keys, key, table);
          }
          worker.looked(one.piece(), lent);
          return true;
        })) {
      // goes on to the end
    }
    worker.giveBack(loan);
    matches.addAndGet(found[0]);
  }

  private static void add(
      LogRecord record, List<Expression> keys, KeyBytes key, SessionTable table) {
    key.begin();
    for (int i = 0; i < keys.size(); i++) {
      key.add(keys.get(i).value(record));
    }
    if (!record.hasTime()) {
      table.addWithoutTime(key.bytes(), 0, key.length());
      return;
    }
    String service = record.text(Field.SERVICE);
    table.add(
        key.bytes(),
        0,
        key.length(),
        record.tsNanos(),
        Boolean.TRUE.equals(record.get(ERROR)),
        service == null ? "" : service,
        record.node());
  }

  long matches() {
    return matches.get();
  }

  List<String> boundsHit() {
    return bounds;
  }
}

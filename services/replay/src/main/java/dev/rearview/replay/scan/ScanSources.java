package dev.rearview.replay.scan;

import dev.rearview.engine.order.RecordSource;
import dev.rearview.model.Event;
import dev.rearview.replay.RefusedException;
import dev.rearview.replay.change.Change;
import dev.rearview.replay.change.ChangeSource;
import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.Directory;
import dev.rearview.replay.log.EventSelection;
import dev.rearview.replay.log.EventSource;
import dev.rearview.replay.log.Portions;
import dev.rearview.replay.log.Position;
import dev.rearview.timeql.plan.NodePart;
import dev.rearview.timeql.plan.Source;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Opens the records that a fragment reads, in the order of time. */
public final class ScanSources {
  private static final int PORTION = 500;

  private final EventSource events;
  private final Directory directory;
  private final ChangeSource changes;

  public ScanSources(EventSource events, Directory directory, ChangeSource changes) {
    this.events = events;
    this.directory = directory;
    this.changes = changes;
  }

  /**
   * The records.
   *
   * @param stopped asked while it waits for more ({@code FOLLOW})
   * @throws RefusedException {@code bad_source} where another service has them
   */
  public RecordSource open(String world, NodePart part, BooleanSupplier stopped) {
    return switch (part.source().kind()) {
      case EVENTS -> events(world, part, stopped);
      case CHANGES -> changes(world, part);
      case LOGS, FILE, ANOMALIES, ALERTS, NODES -> throw unknown(part.source());
    };
  }

  private static RefusedException unknown(Source source) {
    return RefusedException.wrong(
        "bad_source", "replay has the sources events and changes, not " + source);
  }

  private RecordSource events(String world, NodePart part, BooleanSupplier stopped) {
    ScanRecords records = new ScanRecords(part);
    EventSelection selection = Pushdown.selection(world, part);
    if (!part.follow()) {
      return records(new Portions(events, selection), records);
    }
    long known = directory.stats(world).lastSeq();
    Cursor<Event> before =
        part.range().hasFrom()
            ? new Portions(events, selection).filter(event -> event.globalSeq() <= known)
            : Cursor.of(List.of());
    return records(new FollowedEvents(events, world, before, known + 1, stopped), records);
  }

  private static RecordSource records(Cursor<Event> source, ScanRecords records) {
    return () -> source.hasNext() ? records.of(source.next()) : null;
  }

  private RecordSource changes(String world, NodePart part) {
    boolean all = part.context() != null;
    long fromMs = all ? Long.MIN_VALUE : Pushdown.fromMs(part.range());
    long toMs = all ? Long.MAX_VALUE : Pushdown.toMs(part.range());
    Deque<Change> ahead = new ArrayDeque<>();
    Position[] after = {Position.startOf(fromMs)};
    return () -> {
      if (ahead.isEmpty()) {
        ahead.addAll(changes.read(world, after[0], toMs, PORTION));
      }
      Change next = ahead.poll();
      if (next == null) {
        return null;
      }
      after[0] = new Position(next.atMs(), next.globalSeq());
      return ScanRecords.of(next);
    };
  }
}

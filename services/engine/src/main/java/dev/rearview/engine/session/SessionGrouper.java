package dev.rearview.engine.session;

import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups records into sessions, in whatever order they come: a record that lies between two
 * sessions of its key and closes the gap makes them one.
 */
public final class SessionGrouper {
  private final Expression key;
  private final SessionLimits limits;
  private final Map<Object, List<OpenSession>> open = new HashMap<>();
  private int sessions;
  private long leftOut;
  private long withoutTime;

  public SessionGrouper(Expression key, SessionLimits limits) {
    this.key = key;
    this.limits = limits;
  }

  /** Takes a record; one without the key belongs to no session. */
  public void accept(LogRecord record) {
    Object value = Values.key(key.value(record));
    if (value == null) {
      return;
    }
    if (!record.hasTime()) {
      withoutTime++;
      return;
    }
    List<OpenSession> ofKey = open.get(value);
    OpenSession session = ofKey == null ? null : join(ofKey, record.tsNanos());
    if (session == null) {
      if (sessions >= limits.maxSessions()) {
        leftOut++;
        return;
      }
      session = new OpenSession(value);
      open.computeIfAbsent(value, k -> new ArrayList<>(1)).add(session);
      sessions++;
    }
    session.add(record);
  }

  /** The session of a key that a time belongs to; two that it connects become one. */
  private @org.jspecify.annotations.Nullable OpenSession join(List<OpenSession> ofKey, long nanos) {
    long gap = limits.gap().toNanos();
    OpenSession found = null;
    for (int i = ofKey.size() - 1; i >= 0; i--) {
      OpenSession session = ofKey.get(i);
      if (!session.reaches(nanos, gap)) {
        continue;
      }
      if (found != null) {
        session.absorb(found);
        ofKey.remove(found);
        sessions--;
      }
      found = session;
    }
    return found;
  }

  /** All sessions, by start and then by key. */
  public List<Session> finish() {
    List<Session> finished = new ArrayList<>(sessions);
    for (List<OpenSession> ofKey : open.values()) {
      ofKey.forEach(session -> finished.add(session.close(limits)));
    }
    finished.sort(
        Comparator.comparingLong(Session::startNanos)
            .thenComparing(session -> Values.text(session.key())));
    return finished;
  }

  /** Records that have the key but no time, and so belong to no session. */
  public long withoutTime() {
    return withoutTime;
  }

  /** Sentences about bounds that were hit. */
  public List<String> boundsHit() {
    return leftOut == 0
        ? List.of()
        : List.of(
            "%,d records were left out because there were more than %,d sessions"
                .formatted(leftOut, limits.maxSessions()));
  }
}

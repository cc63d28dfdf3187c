package dev.rearview.engine.session;

import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.record.Amount;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.Values;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups records into sessions, in whatever order they come: a record that lies between two
 * sessions of its key and closes the gap makes them one. Sessions that were grouped elsewhere, from
 * other records, can be taken in.
 */
public final class SessionGrouper {
  private final Expression key;
  private final SessionLimits limits;
  private final SessionBudget budget;
  private final Map<Object, Stretches> byKey = new HashMap<>();
  private long withoutTime;

  public SessionGrouper(Expression key, SessionLimits limits) {
    this.key = key;
    this.limits = limits;
    this.budget = new SessionBudget(limits.maxSessions());
  }

  /** Takes a record; one without the key belongs to no session. */
  public void accept(LogRecord record) {
    Object value = Values.key(key.value(record));
    if (value == null) {
      return;
    }
    Stretches known = byKey.get(value);
    if (known != null) {
      known.add(record);
      return;
    }
    Stretches fresh = new Stretches(limits.gap(), budget);
    fresh.add(record);
    keep(value, fresh);
  }

  /** Keys of which nothing is held take no room. */
  private void keep(Object value, Stretches fresh) {
    withoutTime += fresh.takeWithoutTime();
    if (fresh.size() > 0) {
      byKey.put(value, fresh);
    }
  }

  /**
   * Takes in one key's sessions that were grouped elsewhere.
   *
   * @param value the key's value
   * @param stretches as {@link Stretches#write} wrote them
   * @param node stands for the node of records that name none; may be empty
   * @throws IllegalArgumentException where they are damaged
   */
  public void merge(Object value, byte[] stretches, String node) {
    Stretches known = byKey.get(value);
    Stretches into = known == null ? new Stretches(limits.gap(), budget) : known;
    try {
      into.read(new DataInputStream(new ByteArrayInputStream(stretches)), node);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the sessions of '%s' are damaged: %s".formatted(Values.text(value), e.getMessage()), e);
    }
    if (known == null) {
      keep(value, into);
    }
  }

  /** All sessions, by start and then by key. */
  public List<Session> finish() {
    List<Session> finished = new ArrayList<>();
    byKey.forEach((value, stretches) -> stretches.sessions(value, limits, finished::add));
    finished.sort(
        Comparator.comparingLong(Session::startNanos)
            .thenComparing(session -> Values.text(session.key())));
    return finished;
  }

  /** Records that have the key but no time, and so belong to no session. */
  public long withoutTime() {
    return withoutTime + byKey.values().stream().mapToLong(Stretches::withoutTime).sum();
  }

  /** Sentences about bounds that were hit. */
  public List<String> boundsHit() {
    List<String> sentences = new ArrayList<>(budget.boundsHit());
    long cut = byKey.values().stream().mapToLong(Stretches::cut).sum();
    if (cut > 0) {
      sentences.add(
          "%s more than %,d services or nodes, of which the first are shown"
              .formatted(Amount.of(cut, "session has", "sessions have"), SessionLimits.MAX_NAMES));
    }
    return sentences;
  }
}

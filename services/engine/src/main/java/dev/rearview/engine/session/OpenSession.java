package dev.rearview.engine.session;

import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session while its records come. */
final class OpenSession {
  private static final Field ERROR = Field.of(BuiltIn.ERROR_OCCURRED);

  private final Object key;
  private final Map<String, Long> services = new HashMap<>(4);
  private final Map<String, Long> nodes = new HashMap<>(4);
  private long start = Long.MAX_VALUE;
  private long end = Long.MIN_VALUE;
  private long records;
  private long errors;

  OpenSession(Object key) {
    this.key = key;
  }

  boolean reaches(long nanos, long gap) {
    return nanos - end <= gap && start - nanos <= gap;
  }

  void add(LogRecord record) {
    long ts = record.tsNanos();
    start = Math.min(start, ts);
    end = Math.max(end, ts);
    records++;
    errors += Boolean.TRUE.equals(record.get(ERROR)) ? 1 : 0;
    seen(services, record.text(Field.SERVICE), ts);
    seen(nodes, record.node(), ts);
  }

  private static void seen(Map<String, Long> names, @Nullable String name, long ts) {
    if (name != null
        && !name.isEmpty()
        && (names.size() < SessionLimits.MAX_NAMES || names.containsKey(name))) {
      names.merge(name, ts, Math::min);
    }
  }

  void absorb(OpenSession other) {
    start = Math.min(start, other.start);
    end = Math.max(end, other.end);
    records += other.records;
    errors += other.errors;
    other.services.forEach((name, ts) -> seen(services, name, ts));
    other.nodes.forEach((name, ts) -> seen(nodes, name, ts));
  }

  Session close(SessionLimits limits) {
    long gap = limits.gap().toNanos();
    boolean cutOff =
        (limits.fromNanos() != LogRecord.NO_TIME && start - limits.fromNanos() < gap)
            || (limits.toNanos() != LogRecord.NO_TIME && limits.toNanos() - end < gap);
    return new Session(key, start, end, records, errors, byTime(services), byTime(nodes), cutOff);
  }

  private static List<String> byTime(Map<String, Long> names) {
    return names.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
        .map(Map.Entry::getKey)
        .toList();
  }
}

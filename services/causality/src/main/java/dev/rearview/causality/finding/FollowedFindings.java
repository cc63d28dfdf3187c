package dev.rearview.causality.finding;

import dev.rearview.engine.order.RecordSource;
import dev.rearview.engine.record.LogRecord;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Findings as they come, each once, from the moment it is opened; it waits until it is stopped. */
public final class FollowedFindings implements RecordSource {
  private static final long PAUSE_NANOS = 250_000_000L;
  private static final int LOOKED_AT = 1_000;
  private static final int REMEMBERED = 10_000;

  private final Findings findings;
  private final Findings.Kind kind;
  private final String world;
  private final BooleanSupplier stopped;
  private final Deque<LogRecord> ready = new ArrayDeque<>();
  private final Set<String> seen =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  public FollowedFindings(
      Findings findings, Findings.Kind kind, String world, BooleanSupplier stopped) {
    this.findings = findings;
    this.kind = kind;
    this.world = world;
    this.stopped = stopped;
    findings.newest(kind, world, LOOKED_AT).forEach(finding -> seen.add(finding.id()));
  }

  @Override
  public @Nullable LogRecord next() {
    while (ready.isEmpty() && !stopped.getAsBoolean()) {
      List<FindingRecord> newest = findings.newest(kind, world, LOOKED_AT);
      newest.reversed().stream()
          .filter(finding -> seen.add(finding.id()))
          .forEach(finding -> ready.add(finding.record()));
      if (ready.isEmpty()) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    return ready.poll();
  }
}

package dev.rearview.causality.finding;

import dev.rearview.engine.order.RecordSource;
import dev.rearview.engine.record.LogRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The findings of a range, oldest first, read a page at a time. */
public final class FindingSource implements RecordSource {
  private static final int PAGE = 500;

  private final Findings findings;
  private final Findings.Kind kind;
  private final String world;
  private final long toMs;
  private final Deque<LogRecord> read = new ArrayDeque<>();
  private Findings.@Nullable Place next;

  /** Both ends inclusive, epoch milliseconds. */
  public FindingSource(
      Findings findings, Findings.Kind kind, String world, long fromMs, long toMs) {
    this.findings = findings;
    this.kind = kind;
    this.world = world;
    this.toMs = toMs;
    this.next = new Findings.Place(fromMs, "");
  }

  @Override
  public @Nullable LogRecord next() {
    Findings.Place from = next;
    if (read.isEmpty() && from != null) {
      List<FindingRecord> page = findings.page(kind, world, from, toMs, PAGE);
      page.forEach(finding -> read.add(finding.record()));
      next =
          page.size() < PAGE ? null : new Findings.Place(page.getLast().ms(), page.getLast().id());
    }
    return read.poll();
  }
}

package dev.rearview.timeql.merge;

import dev.rearview.engine.order.SpillArea;
import dev.rearview.engine.record.Amount;
import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Columns;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.Times;
import dev.rearview.engine.sequence.SequenceMachine;
import dev.rearview.engine.sequence.SequenceMatch;
import dev.rearview.engine.sequence.SequencePattern;
import dev.rearview.timeql.answer.RowSink;
import dev.rearview.timeql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sequences over what the nodes sent. It comes in any order; a sort that may spill to a disk puts
 * it in the order of time. With BY, the keys are shared out to several threads.
 */
final class MatchMerge {
  /** Threads at most. */
  private static final int MOST = 4;

  /** Fields of a row that may be told by other values than those that it has. */
  private static final Set<Field> DERIVED = Set.of(Field.LEVEL, Field.of(BuiltIn.ERROR_OCCURRED));

  private final Plan.Match plan;
  private final List<? extends NodeAnswer> answers;
  private final SpillArea area;

  MatchMerge(Plan.Match plan, List<? extends NodeAnswer> answers, SpillArea area) {
    this.plan = plan;
    this.answers = answers;
    this.area = area;
  }

  Outcome run(Supplier<List<String>> missing, RowSink sink) {
    Giving giving = new Giving(sink, plan.limit(), plan.limitIsAsked());
    List<MatchShare> shares = shares();
    FoundMatches matches = shares.getFirst().matches();
    SequenceMachine machine = shares.getFirst().machine();
    for (MatchShare share : shares.subList(1, shares.size())) {
      matches.absorb(share.matches());
      machine.addCountsOf(share.machine());
    }
    give(giving, matches, missing.get());
    shares.forEach(share -> share.boundsHit(giving));
    giving.bounds(machine.boundsHit());
    giving.warnings(machine.warnings());
    if (machine.withoutTime() > 0) {
      giving.warnings(
          List.of(
              "%s without a time could take part in no sequence"
                  .formatted(Amount.of(machine.withoutTime(), "record"))));
    }
    giving.bounds(matches.boundsHit());
    return giving.outcome();
  }

  /** Runs over the rows: those of one key are one thread's. */
  private List<MatchShare> shares() {
    int[] key = key();
    boolean divisible = key.length > 0 || plan.by().contains(Field.NODE.name());
    int count = divisible ? Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST) : 1;
    Columns columns = Columns.of(plan.inputs());
    ExecutorService threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("sequences-", 1).factory());
    try (AnyOrder rows = new AnyOrder(answers, count, key)) {
      List<Future<MatchShare>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        MatchShare share =
            new MatchShare(plan, rows.share(i), columns, area, count, coveredUntil());
        running.add(threads.submit(share));
      }
      List<MatchShare> shares = new ArrayList<>();
      for (Future<MatchShare> share : running) {
        shares.add(share.get());
      }
      return shares;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sequences were looked for", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Where the values of BY stand in a row, but those that may differ within one key. */
  private int[] key() {
    return plan.by().stream()
        .filter(name -> !DERIVED.contains(Field.named(name)))
        .mapToInt(plan.inputs()::indexOf)
        .filter(place -> place >= 0)
        .distinct()
        .sorted()
        .toArray();
  }

  /** Data is asked for until the end of the range, or now; what lies after may still come. */
  private long coveredUntil() {
    long now = Times.ofMillis(plan.fragments().getFirst().nowMs());
    return plan.range().hasTo() ? Math.min(plan.range().toNanos(), now) : now;
  }

  private void give(Giving giving, FoundMatches matches, List<String> missing) {
    List<SequenceMatch> wanted = matches.inOrder();
    if (matches.isCut()) {
      giving.leftOut();
    }
    boolean absence =
        plan.pattern().elements().stream().anyMatch(SequencePattern.Absent.class::isInstance);
    MatchRows rows = new MatchRows(plan);
    for (int i = 0; i < wanted.size(); i++) {
      SequenceMatch match = wanted.get(i);
      SequenceMatch.Status status =
          absence && !missing.isEmpty() ? SequenceMatch.Status.UNPROVEN : match.status();
      if (!giveRows(giving, rows.of(match, matches.firstNumber() + i, status))) {
        return;
      }
    }
  }

  private static boolean giveRows(Giving giving, List<Map<String, @Nullable Object>> rows) {
    boolean more = true;
    for (int i = 0; i < rows.size() && more; i++) {
      more = i == 0 ? giving.match(rows.get(i)) : giving.context(rows.get(i));
    }
    return more;
  }
}

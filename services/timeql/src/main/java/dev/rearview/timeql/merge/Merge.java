package dev.rearview.timeql.merge;

import dev.rearview.engine.order.SpillArea;
import dev.rearview.timeql.answer.RowSink;
import dev.rearview.timeql.plan.Plan;
import java.util.List;
import java.util.function.Supplier;

/** Puts together what the nodes sent. */
public final class Merge {
  private Merge() {}

  /**
   * Runs the merge part of a plan to its end, or until the sink wants no more rows. It names the
   * columns first. Answers are pulled in turn as the order needs; they are not closed.
   *
   * @param plan not one with FOLLOW
   * @param answers of all nodes and fragments
   * @param missing asked at the end: sentences about nodes whose answer is missing or broke off, so
   *     that nothing is claimed to be absent because of them
   * @param area where what is sorted may be put when it does not fit into memory
   */
  public static Outcome run(
      Plan.Scanned plan,
      List<? extends NodeAnswer> answers,
      Supplier<List<String>> missing,
      RowSink sink,
      SpillArea area) {
    sink.columns(plan.columns());
    return switch (plan) {
      case Plan.Rows p -> new RowsMerge(p, answers).run(sink);
      case Plan.Timeline p -> new RowsMerge(p.rows(), answers).run(sink);
      case Plan.Session p -> new SessionMerge(p, answers).run(sink);
      case Plan.Groups p -> new GroupsMerge(p, answers).run(sink);
      case Plan.Match p -> new MatchMerge(p, answers, area).run(missing, sink);
      case Plan.Sessions p -> new SessionsMerge(p, answers).run(sink);
    };
  }
}

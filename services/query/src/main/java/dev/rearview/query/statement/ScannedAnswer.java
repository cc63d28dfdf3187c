package dev.rearview.query.statement;

import dev.rearview.engine.order.SpillArea;
import dev.rearview.engine.record.Times;
import dev.rearview.query.nodes.NodeRegistry;
import dev.rearview.query.scatter.Scatter;
import dev.rearview.query.scatter.ScatteredAnswers;
import dev.rearview.timeql.merge.Live;
import dev.rearview.timeql.merge.Merge;
import dev.rearview.timeql.merge.NodeAnswer;
import dev.rearview.timeql.merge.Outcome;
import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.plan.Fragment;
import dev.rearview.timeql.plan.Plan;
import dev.rearview.timeql.plan.Source;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Answers what is read from records: {@code SELECT}, {@code MATCH}, {@code SESSIONS}, {@code
 * SESSION}, {@code TIMELINE}. The fragments run where the records are, timeql's merge makes the
 * answer of what comes back.
 */
public final class ScannedAnswer {
  private final Scatter scatter;
  private final NodesAnswer nodes;
  private final SpillArea spill;
  private final Clock clock;

  /**
   * @param spill where what is sorted goes when it does not fit into memory; shared by all
   *     statements
   * @param clock what live sequences take as the present
   */
  public ScannedAnswer(Scatter scatter, NodeRegistry registry, SpillArea spill, Clock clock) {
    this.scatter = scatter;
    this.spill = spill;
    this.nodes = new NodesAnswer(registry);
    this.clock = clock;
  }

  void answer(Plan.Scanned plan, Asked asked) {
    try (ScatteredAnswers answers =
        scatter.open(plan.fragments(), asked.deadline(), asked.report())) {
      List<NodeAnswer> all = answers.all();
      all.addAll(here(plan.fragments(), asked));
      Outcome outcome = isLive(plan) ? follow(plan, all, asked) : merge(plan, all, answers, asked);
      note(outcome, asked);
      if (outcome.limited() || outcome.cut()) {
        answers.release();
      }
    }
  }

  private static boolean isLive(Plan.Scanned plan) {
    return switch (plan) {
      case Plan.Rows p -> p.follow();
      case Plan.Match p -> p.follow();
      case Plan.Groups p -> false;
      case Plan.Sessions p -> false;
      case Plan.Session p -> false;
      case Plan.Timeline p -> false;
    };
  }

  private Outcome merge(
      Plan.Scanned plan, List<NodeAnswer> all, ScatteredAnswers answers, Asked asked) {
    return Merge.run(plan, all, answers::missing, asked.rows(), spill);
  }

  private Outcome follow(Plan.Scanned plan, List<NodeAnswer> all, Asked asked) {
    Live live = Live.of(plan, asked.rows());
    LiveRows rows = LiveRows.of(all);
    boolean wanted = true;
    while (wanted && !rows.isOver() && !asked.deadline().isOver()) {
      LiveRows.Arrived arrived = rows.next();
      switch (arrived) {
        case LiveRows.Arrived.Row row -> wanted = live.accept(row.node(), row.row());
        case LiveRows.Arrived.Gone gone -> live.missing(gone.node() + " is gone");
        case LiveRows.Arrived.Nothing nothing -> {}
      }
      wanted &= live.tick(Times.ofMillis(clock.millis()));
    }
    return live.outcome();
  }

  private static void note(Outcome outcome, Asked asked) {
    outcome.boundsHit().forEach(asked.report()::limit);
    outcome.warnings().forEach(asked.report()::warn);
    if (outcome.limited()) {
      asked.report().limited();
    }
    if (outcome.cut()) {
      asked.report().cutAtMaxRows(asked.request().maxRows());
    }
  }

  /** The answers to fragments over the source {@code nodes}, which are known here. */
  private List<NodeAnswer> here(List<Fragment> fragments, Asked asked) {
    List<NodeAnswer> answers = new ArrayList<>();
    for (Fragment fragment : fragments) {
      if (fragment.source().kind() == Source.Kind.NODES) {
        answers.add(NodesFeed.of(fragment, nodes.rows(), asked.report()));
      }
    }
    return answers;
  }

  /** Runs fragments and gives their rows as the nodes sent them. */
  void raw(List<Fragment> fragments, Asked asked, Consumer<NodeRow> rows) {
    try (ScatteredAnswers answers = scatter.open(fragments, asked.deadline(), asked.report())) {
      List<NodeAnswer> all = answers.all();
      all.addAll(here(fragments, asked));
      for (NodeAnswer answer : all) {
        for (NodeRow row = answer.next(); row != null; row = answer.next()) {
          rows.accept(row);
        }
      }
    }
  }
}

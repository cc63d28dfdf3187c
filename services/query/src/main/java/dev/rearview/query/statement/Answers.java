package dev.rearview.query.statement;

import dev.rearview.query.nodes.NodeRegistry;
import dev.rearview.query.upstream.Causes;
import dev.rearview.query.upstream.Forecasts;
import dev.rearview.query.upstream.History;
import dev.rearview.timeql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers plans, each kind by a class of its own. To add a statement: a record in timeql's {@link
 * Plan}, a class here, and a line in {@link #answer}; the compiler asks for it.
 */
public final class Answers {
  private final ScannedAnswer scanned;
  private final SessionAnswer session;
  private final StateAnswer state;
  private final CompareAnswer compare;
  private final DependenciesAnswer dependencies;
  private final SimulateAnswer simulate;
  private final TraverseAnswer traverse;
  private final RootCauseAnswer rootCause;
  private final PredictAnswer predict;
  private final WhatIfAnswer whatIf;
  private final NodesAnswer nodes;
  private final FieldsAnswer fields;
  private final FormatsAnswer formats;
  private final CyclesAnswer cycles;
  private final LogStatsAnswer logStats;
  private final VerifyLogAnswer verifyLog;
  private final ExplainAnswer explain;

  public Answers(
      ScannedAnswer scanned,
      History history,
      Causes causes,
      Forecasts forecasts,
      NodeRegistry registry) {
    Components components = new Components(history);
    this.scanned = scanned;
    this.session = new SessionAnswer(scanned);
    this.state = new StateAnswer(history, components);
    this.compare = new CompareAnswer(scanned, history, components);
    this.dependencies = new DependenciesAnswer(history);
    this.simulate = new SimulateAnswer(history);
    this.traverse = new TraverseAnswer(causes);
    this.rootCause = new RootCauseAnswer(causes, components);
    this.predict = new PredictAnswer(forecasts, components);
    this.whatIf = new WhatIfAnswer(forecasts);
    this.nodes = new NodesAnswer(registry);
    this.fields = new FieldsAnswer(scanned);
    this.formats = new FormatsAnswer(registry);
    this.cycles = new CyclesAnswer(history);
    this.logStats = new LogStatsAnswer(history);
    this.verifyLog = new VerifyLogAnswer(history);
    this.explain = new ExplainAnswer(this);
  }

  void answer(Plan plan, Asked asked) {
    switch (plan) {
      case Plan.Rows p -> scanned.answer(p, asked);
      case Plan.Groups p -> scanned.answer(p, asked);
      case Plan.Match p -> scanned.answer(p, asked);
      case Plan.Sessions p -> scanned.answer(p, asked);
      case Plan.Session p -> session.answer(p, asked);
      case Plan.Timeline p -> scanned.answer(p.rows(), asked);
      case Plan.State p -> state.answer(p, asked);
      case Plan.Compare p -> compare.answer(p, asked);
      case Plan.Dependencies p -> dependencies.answer(p, asked);
      case Plan.Simulate p -> simulate.answer(p, asked);
      case Plan.Traverse p -> traverse.answer(p, asked);
      case Plan.RootCause p -> rootCause.answer(p, asked);
      case Plan.Predict p -> predict.answer(p, asked);
      case Plan.WhatIf p -> whatIf.answer(p, asked);
      case Plan.ShowNodes p -> nodes.answer(asked);
      case Plan.ShowFields p -> fields.answer(p, asked);
      case Plan.ShowFormats p -> formats.answer(asked);
      case Plan.ShowCycles p -> cycles.answer(p, asked);
      case Plan.ShowLogStats p -> logStats.answer(asked);
      case Plan.VerifyLog p -> verifyLog.answer(p, asked);
      case Plan.Explain p -> explain.answer(p, asked);
    }
  }

  /** The values of a subquery's one column. */
  List<@Nullable Object> values(Plan.Scanned plan, Asked asked) {
    List<@Nullable Object> values = new ArrayList<>();
    String column = plan.columns().getFirst();
    scanned.answer(plan, asked.into(new ValueSink(column, values, asked.report())));
    return values;
  }
}

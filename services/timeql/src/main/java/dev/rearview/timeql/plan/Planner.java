package dev.rearview.timeql.plan;

import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Rewrite;
import dev.rearview.timeql.syntax.Statement;
import dev.rearview.timeql.syntax.Syntax;
import dev.rearview.timeql.syntax.TimeQlException;
import java.time.ZoneId;

/**
 * Resolves statements into plans. Everything that can be wrong with a statement is found here or
 * before, as a {@link TimeQlException}.
 *
 * <p>A statement with subqueries: {@link #check} it, then resolve them by {@link Subqueries}, then
 * {@link #plan} it.
 */
public final class Planner {
  private Planner() {}

  /**
   * Resolves a statement that has no subqueries any more. A plan is for one run: it may hold state.
   *
   * @throws TimeQlException where it means nothing
   */
  public static Plan plan(Statement statement, Request request) {
    Statement bound = new Binding(request.parameters()).statement(statement);
    if (Subqueries.next(bound).isPresent()) {
      throw new IllegalArgumentException("a subquery is still to be resolved: " + bound);
    }
    return resolve(bound, request);
  }

  /**
   * Finds all that is wrong with a statement, also in its subqueries, without running any.
   *
   * @throws TimeQlException where something is
   */
  public static void check(Statement statement, Request request) {
    Statement bound = new Binding(request.parameters()).statement(statement);
    Statement without =
        new Rewrite() {
          @Override
          protected Expr replace(Expr expr) {
            if (!(expr instanceof Expr.InQuery in)) {
              return expr;
            }
            Plan.Scanned plan = new SelectPlanner(in.query(), request).plan();
            if (plan.columns().size() != 1) {
              throw TimeQlException.meaning(
                  in.query().at(),
                  plan.columns().isEmpty()
                      ? "SELECT * in a subquery"
                      : "a subquery of %d columns".formatted(plan.columns().size()),
                  "one column");
            }
            return new Expr.IsNull(in.at(), in.value());
          }
        }.statement(bound);
    resolve(without, request);
  }

  /**
   * Resolves a condition that stands alone, such as {@code UNTIL} of a TRAVERSE.
   *
   * @throws TimeQlException where it is none
   */
  public static Condition condition(String text, long nowMs, ZoneId zone) {
    Expr expr = Syntax.condition(text);
    Condition condition = Setting.of(Request.at(nowMs).withZone(zone), null).condition(expr);
    return java.util.Objects.requireNonNull(condition);
  }

  private static Plan resolve(Statement statement, Request request) {
    return switch (statement) {
      case Statement.Explain s -> {
        Plan plan = resolve(s.statement(), request);
        yield new Plan.Explain(s.analyze(), plan, Explanation.of(plan));
      }
      case Statement.Select s -> new SelectPlanner(s, request).plan();
      case Statement.Match s -> new MatchPlanner(s, request).plan();
      case Statement.Sessions s -> SessionPlanner.sessions(s, request);
      case Statement.Session s -> SessionPlanner.session(s, request);
      case Statement.State s -> TravelPlanner.state(s, request);
      case Statement.Timeline s -> TravelPlanner.timeline(s, request);
      case Statement.Compare s -> new ComparePlanner(s, request).plan();
      case Statement.Dependencies s -> TravelPlanner.dependencies(s, request);
      case Statement.Simulate s -> TravelPlanner.simulate(s, request);
      case Statement.Traverse s -> TravelPlanner.traverse(s, request);
      case Statement.RootCause s -> TravelPlanner.rootCause(s, request);
      case Statement.Predict s -> TravelPlanner.predict(s, request);
      case Statement.WhatIf s -> TravelPlanner.whatIf(s, request);
      case Statement.ShowNodes s -> new Plan.ShowNodes();
      case Statement.ShowFields s -> TravelPlanner.showFields(s, request);
      case Statement.ShowFormats s -> new Plan.ShowFormats();
      case Statement.ShowCycles s -> TravelPlanner.showCycles(s, request);
      case Statement.ShowLogStats s -> new Plan.ShowLogStats();
      case Statement.VerifyLog s -> TravelPlanner.verifyLog(s, request);
    };
  }
}

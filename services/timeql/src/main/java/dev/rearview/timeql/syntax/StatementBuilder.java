package dev.rearview.timeql.syntax;

import dev.rearview.timeql.grammar.TimeQlParser.BodyContext;
import dev.rearview.timeql.grammar.TimeQlParser.CompareContext;
import dev.rearview.timeql.grammar.TimeQlParser.DependenciesContext;
import dev.rearview.timeql.grammar.TimeQlParser.EventRefContext;
import dev.rearview.timeql.grammar.TimeQlParser.MatchPatternContext;
import dev.rearview.timeql.grammar.TimeQlParser.PredictContext;
import dev.rearview.timeql.grammar.TimeQlParser.QuantifierContext;
import dev.rearview.timeql.grammar.TimeQlParser.QueryContext;
import dev.rearview.timeql.grammar.TimeQlParser.RootCauseContext;
import dev.rearview.timeql.grammar.TimeQlParser.SelectContext;
import dev.rearview.timeql.grammar.TimeQlParser.SelectItemContext;
import dev.rearview.timeql.grammar.TimeQlParser.SessionContext;
import dev.rearview.timeql.grammar.TimeQlParser.SessionsContext;
import dev.rearview.timeql.grammar.TimeQlParser.ShowContext;
import dev.rearview.timeql.grammar.TimeQlParser.ShowCyclesContext;
import dev.rearview.timeql.grammar.TimeQlParser.ShowFieldsContext;
import dev.rearview.timeql.grammar.TimeQlParser.ShowFormatsContext;
import dev.rearview.timeql.grammar.TimeQlParser.ShowLogStatsContext;
import dev.rearview.timeql.grammar.TimeQlParser.ShowNodesContext;
import dev.rearview.timeql.grammar.TimeQlParser.SimulateContext;
import dev.rearview.timeql.grammar.TimeQlParser.StateContext;
import dev.rearview.timeql.grammar.TimeQlParser.StepContext;
import dev.rearview.timeql.grammar.TimeQlParser.TimelineContext;
import dev.rearview.timeql.grammar.TimeQlParser.TraverseContext;
import dev.rearview.timeql.grammar.TimeQlParser.VerifyContext;
import dev.rearview.timeql.grammar.TimeQlParser.WhatIfContext;
import dev.rearview.timeql.syntax.Expr.Literal;
import dev.rearview.timeql.syntax.Statement.Quantifier;
import dev.rearview.timeql.syntax.Statement.SelectItem;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Parse tree to {@link Statement}. */
final class StatementBuilder {
  private static final int MAX_REPEAT = 10_000;

  private final ExprBuilder exprs = new ExprBuilder();

  Statement body(BodyContext c) {
    if (c.explain() == null) {
      return query(c.query());
    }
    return new Statement.Explain(at(c), c.explain().ANALYZE() != null, query(c.explain().query()));
  }

  private Statement query(QueryContext query) {
    return switch (query.getChild(0)) {
      case SelectContext c -> select(c);
      case MatchPatternContext c -> match(c);
      case SessionsContext c -> sessions(c);
      case SessionContext c -> session(c);
      case StateContext c -> state(c);
      case TimelineContext c -> timeline(c);
      case CompareContext c -> compare(c);
      case DependenciesContext c -> dependencies(c);
      case SimulateContext c -> simulate(c);
      case TraverseContext c -> traverse(c);
      case RootCauseContext c -> rootCause(c);
      case PredictContext c -> predict(c);
      case WhatIfContext c -> whatIf(c);
      case ShowContext c -> show(c);
      case VerifyContext c ->
          new Statement.VerifyLog(at(c), c.literal() == null ? null : exprs.literal(c.literal()));
      default -> throw new IllegalStateException("a statement without a builder: " + query);
    };
  }

  Statement.Select select(SelectContext c) {
    Clauses clauses = Clauses.of(c.selectClause());
    return new Statement.Select(
        at(c),
        c.selectItem().stream().map(this::selectItem).toList(),
        clauses.sources(c.sources()),
        clauses.extract,
        clauses.where,
        clauses.range(),
        clauses.zone,
        clauses.groupBy,
        clauses.having,
        clauses.orderBy,
        clauses.limit,
        clauses.last,
        clauses.context,
        clauses.follow);
  }

  private SelectItem selectItem(SelectItemContext c) {
    return c.expr() == null
        ? new SelectItem.Everything(at(c))
        : new SelectItem.Column(exprs.expr(c.expr()), c.alias == null ? null : exprs.name(c.alias));
  }

  private Statement match(MatchPatternContext c) {
    Clauses clauses = Clauses.of(c.matchClause());
    return new Statement.Match(
        at(c),
        step(c.step()),
        c.follower().stream()
            .map(f -> new Statement.Follower(f.NOT() != null, step(f.step())))
            .toList(),
        clauses.within,
        clauses.by,
        clauses.from,
        clauses.extract,
        clauses.range(),
        clauses.zone,
        clauses.skew,
        clauses.lateness,
        clauses.skipToNextRow,
        clauses.returnAllRows,
        clauses.limit,
        clauses.last,
        clauses.follow);
  }

  private Statement.Step step(StepContext c) {
    Quantifier quantifier = quantifier(c.quantifier());
    if (c.expr() == null) {
      return new Statement.Step.Any(at(c), c.step().stream().map(this::step).toList(), quantifier);
    }
    String name = c.label == null ? null : c.label.getText();
    return new Statement.Step.One(at(c), name, exprs.expr(c.expr()), quantifier);
  }

  private static Quantifier quantifier(@Nullable QuantifierContext c) {
    if (c == null) {
      return Quantifier.ONCE;
    }
    int atLeast = count(c.atLeast);
    Integer atMost = c.comma == null ? Integer.valueOf(atLeast) : null;
    if (c.atMost != null) {
      atMost = count(c.atMost);
    }
    if (atMost != null && (atMost < atLeast || atMost == 0)) {
      throw TimeQlException.meaning(
          at(c), "'" + c.getText() + "'", "{n}, {n,} or {n,m} with m at least n and at least 1");
    }
    return new Quantifier(atLeast, atMost);
  }

  private static int count(Token token) {
    String text = token.getText();
    if (text.length() > 5 || !text.chars().allMatch(ch -> ch >= '0' && ch <= '9')) {
      throw TimeQlException.meaning(
          Syntax.position(token), "'" + text + "'", "a whole number from 0 to " + MAX_REPEAT);
    }
    int value = Integer.parseInt(text);
    if (value > MAX_REPEAT) {
      throw TimeQlException.meaning(
          Syntax.position(token), "'" + text + "'", "a whole number from 0 to " + MAX_REPEAT);
    }
    return value;
  }

  private Statement sessions(SessionsContext c) {
    Clauses clauses = Clauses.of(c.sessionsClause());
    return new Statement.Sessions(
        at(c),
        c.by().field().stream().map(exprs::field).toList(),
        clauses.from,
        clauses.gap,
        clauses.extract,
        clauses.where,
        clauses.range(),
        clauses.zone,
        clauses.having,
        clauses.orderBy,
        clauses.limit);
  }

  private Statement session(SessionContext c) {
    Clauses clauses = Clauses.of(c.sessionClause());
    return new Statement.Session(
        at(c),
        exprs.literal(c.key),
        clauses.by,
        clauses.from,
        clauses.context,
        clauses.range(),
        clauses.zone,
        clauses.limit);
  }

  private Statement state(StateContext c) {
    Clauses clauses = Clauses.of(c.stateClause());
    return new Statement.State(
        at(c),
        c.component == null ? null : exprs.literal(c.component),
        clauses.when,
        clauses.range(),
        clauses.where,
        clauses.zone,
        clauses.limit);
  }

  private Statement timeline(TimelineContext c) {
    Clauses clauses = Clauses.of(c.timelineClause());
    return new Statement.Timeline(
        at(c), clauses.range(), clauses.where, clauses.zone, clauses.limit, clauses.last);
  }

  private Statement compare(CompareContext c) {
    Clauses clauses = Clauses.of(c.compareClause());
    return new Statement.Compare(
        at(c),
        exprs.time(c.before),
        exprs.time(c.after),
        clauses.over,
        clauses.of,
        clauses.where,
        clauses.zone,
        clauses.limit);
  }

  private Statement dependencies(DependenciesContext c) {
    Clauses clauses = Clauses.of(c.dependenciesClause());
    return new Statement.Dependencies(
        at(c), exprs.literal(c.component), clauses.when, clauses.zone);
  }

  private Statement simulate(SimulateContext c) {
    Clauses clauses = Clauses.of(c.simulateClause());
    return new Statement.Simulate(
        at(c),
        exprs.literal(c.key),
        clauses.with,
        clauses.range(),
        clauses.step,
        clauses.zone,
        clauses.limit);
  }

  private Statement traverse(TraverseContext c) {
    Clauses clauses = Clauses.of(c.traverseClause());
    return new Statement.Traverse(
        at(c),
        event(c.eventRef()),
        c.direction().FORWARD() != null,
        clauses.until,
        clauses.depth,
        clauses.minConfidence,
        clauses.zone,
        clauses.limit);
  }

  private Literal event(EventRefContext c) {
    return c.literal() != null
        ? exprs.literal(c.literal())
        : new Expr.Param(at(c), c.word().getText());
  }

  private Statement rootCause(RootCauseContext c) {
    Clauses clauses = Clauses.of(c.rootCauseClause());
    return new Statement.RootCause(
        at(c),
        c.eventRef() == null ? null : event(c.eventRef()),
        c.key == null ? null : exprs.literal(c.key),
        c.at() == null ? null : exprs.time(c.at().time()),
        clauses.where,
        clauses.within,
        clauses.zone,
        clauses.limit);
  }

  private Statement predict(PredictContext c) {
    Clauses clauses = Clauses.of(c.predictClause());
    return new Statement.Predict(
        at(c),
        exprs.span(c.span()),
        clauses.when,
        clauses.of,
        clauses.where,
        clauses.zone,
        clauses.limit);
  }

  private Statement whatIf(WhatIfContext c) {
    Clauses clauses = Clauses.of(c.whatIfClause());
    return new Statement.WhatIf(
        at(c),
        clauses.override(exprs.literal(c.component), c.assignments(), clauses.when),
        clauses.within,
        clauses.zone);
  }

  private Statement show(ShowContext show) {
    return switch (show) {
      case ShowNodesContext c -> new Statement.ShowNodes(at(c));
      case ShowFieldsContext c ->
          new Statement.ShowFields(
              at(c), c.sources() == null ? List.of() : new Clauses().sources(c.sources()));
      case ShowFormatsContext c -> new Statement.ShowFormats(at(c));
      case ShowCyclesContext c ->
          new Statement.ShowCycles(
              at(c),
              c.at() == null ? null : exprs.time(c.at().time()),
              c.zone() == null ? null : exprs.literal(c.zone().literal()));
      case ShowLogStatsContext c -> new Statement.ShowLogStats(at(c));
      default -> throw new IllegalStateException("not an alternative of show: " + show);
    };
  }

  private static Position at(ParserRuleContext c) {
    return ExprBuilder.at(c);
  }
}

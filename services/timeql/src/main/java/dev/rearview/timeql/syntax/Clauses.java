package dev.rearview.timeql.syntax;

import dev.rearview.timeql.grammar.TimeQlParser.AssignmentsContext;
import dev.rearview.timeql.grammar.TimeQlParser.AtContext;
import dev.rearview.timeql.grammar.TimeQlParser.ByContext;
import dev.rearview.timeql.grammar.TimeQlParser.ContextContext;
import dev.rearview.timeql.grammar.TimeQlParser.DepthLimitContext;
import dev.rearview.timeql.grammar.TimeQlParser.ExtractContext;
import dev.rearview.timeql.grammar.TimeQlParser.FollowContext;
import dev.rearview.timeql.grammar.TimeQlParser.ForItemsContext;
import dev.rearview.timeql.grammar.TimeQlParser.FromContext;
import dev.rearview.timeql.grammar.TimeQlParser.FromToContext;
import dev.rearview.timeql.grammar.TimeQlParser.GapContext;
import dev.rearview.timeql.grammar.TimeQlParser.GroupByContext;
import dev.rearview.timeql.grammar.TimeQlParser.HavingContext;
import dev.rearview.timeql.grammar.TimeQlParser.InLastContext;
import dev.rearview.timeql.grammar.TimeQlParser.LastContext;
import dev.rearview.timeql.grammar.TimeQlParser.LatenessContext;
import dev.rearview.timeql.grammar.TimeQlParser.LimitContext;
import dev.rearview.timeql.grammar.TimeQlParser.LiteralContext;
import dev.rearview.timeql.grammar.TimeQlParser.MinConfidenceContext;
import dev.rearview.timeql.grammar.TimeQlParser.OrderByContext;
import dev.rearview.timeql.grammar.TimeQlParser.OverContext;
import dev.rearview.timeql.grammar.TimeQlParser.OverrideContext;
import dev.rearview.timeql.grammar.TimeQlParser.PredictFromContext;
import dev.rearview.timeql.grammar.TimeQlParser.RangeContext;
import dev.rearview.timeql.grammar.TimeQlParser.ReturnAllContext;
import dev.rearview.timeql.grammar.TimeQlParser.SinceContext;
import dev.rearview.timeql.grammar.TimeQlParser.SkewContext;
import dev.rearview.timeql.grammar.TimeQlParser.SkipToContext;
import dev.rearview.timeql.grammar.TimeQlParser.SourcesContext;
import dev.rearview.timeql.grammar.TimeQlParser.StepByContext;
import dev.rearview.timeql.grammar.TimeQlParser.UntilConditionContext;
import dev.rearview.timeql.grammar.TimeQlParser.UntilContext;
import dev.rearview.timeql.grammar.TimeQlParser.WhereContext;
import dev.rearview.timeql.grammar.TimeQlParser.WithContext;
import dev.rearview.timeql.grammar.TimeQlParser.WithinContext;
import dev.rearview.timeql.grammar.TimeQlParser.ZoneContext;
import dev.rearview.timeql.syntax.Expr.Literal;
import dev.rearview.timeql.syntax.Statement.Range;
import dev.rearview.timeql.syntax.TimeQlException.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** The clauses after a statement's head, in whatever order they stood, each at most once. */
final class Clauses {
  private final ExprBuilder exprs = new ExprBuilder();
  private final Set<String> seen = new HashSet<>();

  List<Statement.Extraction> extract = List.of();
  @Nullable Expr where;
  @Nullable Literal zone;
  List<Expr> groupBy = List.of();
  @Nullable Expr having;
  List<Statement.OrderItem> orderBy = List.of();
  @Nullable Literal limit;
  @Nullable Literal last;
  Statement.@Nullable Context context;
  boolean follow;
  List<Statement.Source> from = List.of();
  @Nullable Literal within;
  List<Expr.Field> by = List.of();
  @Nullable Literal skew;
  @Nullable Literal lateness;
  boolean skipToNextRow;
  boolean returnAllRows;
  @Nullable Literal gap;
  @Nullable Literal when;
  @Nullable Literal over;
  List<Expr> of = List.of();
  @Nullable Literal step;
  List<Statement.Override> with = List.of();
  @Nullable Expr until;
  @Nullable Literal depth;
  @Nullable Literal minConfidence;
  private Range range = new Range.Everything();

  /**
   * @param clauses contexts with one child each, the clause itself
   */
  static Clauses of(List<? extends ParserRuleContext> clauses) {
    Clauses result = new Clauses();
    for (ParserRuleContext clause : clauses) {
      result.read((ParserRuleContext) clause.getChild(0));
    }
    return result;
  }

  Range range() {
    return range;
  }

  private void once(String name, ParserRuleContext c) {
    if (!seen.add(name)) {
      throw new TimeQlException(
          Code.SYNTAX, ExprBuilder.at(c), "a second " + name, "each clause at most once", null);
    }
  }

  private void read(ParserRuleContext clause) {
    switch (clause) {
      case RangeContext c -> range(c);
      case WhereContext c -> {
        once("WHERE", c);
        where = exprs.expr(c.expr());
      }
      case ZoneContext c -> zone = literal("ZONE", c, c.literal());
      case LimitContext c -> limit = literal("LIMIT", c, c.literal());
      case LastContext c -> last = literal("LAST", c, c.literal());
      case ExtractContext c -> {
        once("EXTRACT", c);
        extract =
            c.extraction().stream()
                .map(e ->
                    new Statement.Extraction(
                        ExprBuilder.at(e), exprs.literal(e.literal()), exprs.field(e.field())))
                .toList();
      }
      case FromContext c -> {
        once("FROM source", c);
        from = sources(c.sources());
      }
      default -> readResult(clause);
    }
  }

  /** Clauses that shape the result. */
  private void readResult(ParserRuleContext clause) {
    switch (clause) {
      case GroupByContext c -> {
        once("GROUP BY", c);
        groupBy = c.expr().stream().map(exprs::expr).toList();
      }
      case HavingContext c -> {
        once("HAVING", c);
        having = exprs.expr(c.expr());
      }
      case OrderByContext c -> {
        once("ORDER BY", c);
        orderBy =
            c.orderItem().stream()
                .map(o -> new Statement.OrderItem(exprs.expr(o.expr()), o.DESC() != null))
                .toList();
      }
      case ContextContext c -> {
        once("CONTEXT", c);
        context = context(c);
      }
      case FollowContext c -> {
        once("FOLLOW", c);
        follow = true;
      }
      case ForItemsContext c -> {
        once("FOR", c);
        of = c.expr().stream().map(exprs::expr).toList();
      }
      case ReturnAllContext c -> {
        once("RETURN", c);
        returnAllRows = true;
      }
      case SkipToContext c -> {
        once("SKIP", c);
        skipToNextRow = c.NEXT() != null;
      }
      default -> readBound(clause);
    }
  }

  /** Clauses that bound times, depths and the like. */
  private void readBound(ParserRuleContext clause) {
    switch (clause) {
      case ByContext c -> {
        once("BY", c);
        by = c.field().stream().map(exprs::field).toList();
      }
      case WithinContext c -> {
        once("WITHIN", c);
        within = exprs.span(c.span());
      }
      case SkewContext c -> {
        once("SKEW", c);
        skew = exprs.span(c.span());
      }
      case LatenessContext c -> {
        once("ALLOWED LATENESS", c);
        lateness = exprs.span(c.span());
      }
      case GapContext c -> {
        once("GAP", c);
        gap = exprs.span(c.span());
      }
      case AtContext c -> {
        once("AT", c);
        when = exprs.time(c.time());
      }
      case PredictFromContext c -> {
        once("FROM", c);
        when = exprs.time(c.time());
      }
      case OverContext c -> {
        once("OVER", c);
        over = exprs.span(c.span());
      }
      case StepByContext c -> {
        once("STEP", c);
        step = exprs.span(c.span());
      }
      case WithContext c -> {
        once("WITH", c);
        with = c.override().stream().map(this::override).toList();
      }
      case UntilConditionContext c -> {
        once("UNTIL", c);
        until = exprs.expr(c.expr());
      }
      case DepthLimitContext c -> depth = literal("DEPTH", c, c.literal());
      case MinConfidenceContext c -> minConfidence = literal("MIN CONFIDENCE", c, c.literal());
      default -> throw new IllegalStateException("a clause without a reader: " + clause.getClass());
    }
  }

  private Literal literal(String name, ParserRuleContext c, LiteralContext literal) {
    once(name, c);
    return exprs.literal(literal);
  }

  private void range(RangeContext clause) {
    Position at = ExprBuilder.at(clause);
    switch (clause) {
      case SinceContext c -> {
        once("SINCE", c);
        boolean until = range instanceof Range.Between;
        noOtherRange(c, until && seen.contains("UNTIL") ? 1 : 0);
        Literal to = range instanceof Range.Between between ? between.to() : null;
        range = new Range.Between(at, exprs.time(c.time()), to);
      }
      case UntilContext c -> {
        once("UNTIL", c);
        noOtherRange(c, seen.contains("SINCE") ? 1 : 0);
        Literal since = range instanceof Range.Between between ? between.from() : null;
        range = new Range.Between(at, since, exprs.time(c.time()));
      }
      case FromToContext c -> {
        noOtherRange(c, 0);
        seen.add("range");
        range = new Range.Between(at, exprs.time(c.time(0)), exprs.time(c.time(1)));
      }
      case InLastContext c -> {
        noOtherRange(c, 0);
        seen.add("range");
        range = new Range.Last(at, exprs.span(c.span()));
      }
      default -> throw new IllegalStateException("a range without a reader: " + clause.getClass());
    }
  }

  private void noOtherRange(ParserRuleContext c, int partners) {
    boolean other = !(range instanceof Range.Everything);
    if (seen.contains("range") || (other && partners == 0)) {
      throw new TimeQlException(
          Code.SYNTAX,
          ExprBuilder.at(c),
          "a second range of time",
          "one of SINCE … UNTIL …, FROM … TO …, IN LAST …",
          null);
    }
  }

  private Statement.Context context(ContextContext c) {
    Literal first = exprs.literal(c.literal(0));
    Position at = ExprBuilder.at(c);
    if (c.BEFORE() != null) {
      Literal after = c.literal().size() > 1 ? exprs.literal(c.literal(1)) : null;
      return new Statement.Context(at, first, after);
    }
    return c.AFTER() != null
        ? new Statement.Context(at, null, first)
        : new Statement.Context(at, first, first);
  }

  private Statement.Override override(OverrideContext c) {
    return override(
        exprs.literal(c.component),
        c.assignments(),
        c.at() == null ? null : exprs.time(c.at().time()));
  }

  Statement.Override override(
      Literal component, AssignmentsContext assignments, @Nullable Literal at) {
    List<Statement.Assignment> list =
        assignments.assignment().stream()
            .map(a ->
                new Statement.Assignment(
                    exprs.field(a.field()),
                    exprs.signed(a.literal(), a.getChild(2).getText().equals("-"))))
            .toList();
    return new Statement.Override(component, list, at);
  }

  List<Statement.Source> sources(SourcesContext c) {
    List<Statement.Source> sources = new ArrayList<>();
    c.source()
        .forEach(s ->
            sources.add(
                new Statement.Source(
                    ExprBuilder.at(s),
                    s.word().getText(),
                    s.literal().stream().map(exprs::literal).toList())));
    return sources;
  }
}

package dev.rearview.timeql.syntax;

import dev.rearview.timeql.syntax.Expr.Literal;
import dev.rearview.timeql.syntax.Statement.Range;
import dev.rearview.timeql.syntax.Statement.SelectItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a tree with some expressions replaced, from the leaves up. A subclass overrides {@link
 * #replace(Expr)} for conditions and values, {@link #literal(Literal)} for literals wherever they
 * stand.
 */
public abstract class Rewrite {

  /** What takes the place of an expression whose parts have been rewritten; itself to keep it. */
  protected Expr replace(Expr expr) {
    return expr;
  }

  /** What takes the place of a literal, also of one in a clause. */
  protected Literal literal(Literal literal) {
    return literal;
  }

  /** What takes the place of an item of an {@code IN} list. */
  protected List<Expr> item(Expr item) {
    return List.of(expr(item));
  }

  public final Statement statement(Statement statement) {
    return switch (statement) {
      case Statement.Explain s ->
          new Statement.Explain(s.at(), s.analyze(), statement(s.statement()));
      case Statement.Select s -> select(s);
      case Statement.Match s -> match(s);
      case Statement.Sessions s ->
          new Statement.Sessions(
              s.at(),
              s.by(),
              sources(s.from()),
              optional(s.gap()),
              extractions(s.extract()),
              condition(s.where()),
              range(s.range()),
              optional(s.zone()),
              condition(s.having()),
              orderBy(s.orderBy()),
              optional(s.limit()));
      case Statement.Session s ->
          new Statement.Session(
              s.at(),
              literal(s.key()),
              s.by(),
              sources(s.from()),
              context(s.context()),
              range(s.range()),
              optional(s.zone()),
              optional(s.limit()));
      case Statement.Timeline s ->
          new Statement.Timeline(
              s.at(),
              range(s.range()),
              condition(s.where()),
              optional(s.zone()),
              optional(s.limit()),
              optional(s.last()));
      case Statement.ShowNodes s -> s;
      case Statement.ShowFields s -> new Statement.ShowFields(s.at(), sources(s.from()));
      case Statement.ShowFormats s -> s;
      case Statement.ShowCycles s ->
          new Statement.ShowCycles(s.at(), optional(s.when()), optional(s.zone()));
      case Statement.ShowLogStats s -> s;
      case Statement.VerifyLog s -> new Statement.VerifyLog(s.at(), optional(s.world()));
      case Statement.State s -> state(s);
      case Statement.Compare s -> compare(s);
      case Statement.Dependencies s ->
          new Statement.Dependencies(
              s.at(), literal(s.component()), optional(s.when()), optional(s.zone()));
      case Statement.Simulate s ->
          new Statement.Simulate(
              s.at(),
              literal(s.session()),
              s.overrides().stream().map(this::override).toList(),
              range(s.range()),
              optional(s.step()),
              optional(s.zone()),
              optional(s.limit()));
      case Statement.Traverse s -> traverse(s);
      case Statement.RootCause s -> rootCause(s);
      case Statement.Predict s -> predict(s);
      case Statement.WhatIf s ->
          new Statement.WhatIf(
              s.at(), override(s.change()), optional(s.within()), optional(s.zone()));
    };
  }

  public final Statement.Select select(Statement.Select s) {
    return new Statement.Select(
        s.at(),
        s.items().stream().map(this::selectItem).toList(),
        sources(s.from()),
        extractions(s.extract()),
        condition(s.where()),
        range(s.range()),
        optional(s.zone()),
        exprs(s.groupBy()),
        condition(s.having()),
        orderBy(s.orderBy()),
        optional(s.limit()),
        optional(s.last()),
        context(s.context()),
        s.follow());
  }

  private SelectItem selectItem(SelectItem item) {
    return switch (item) {
      case SelectItem.Everything e -> e;
      case SelectItem.Column c -> new SelectItem.Column(expr(c.expr()), c.alias());
    };
  }

  private Statement match(Statement.Match s) {
    return new Statement.Match(
        s.at(),
        step(s.first()),
        s.followers().stream()
            .map(f -> new Statement.Follower(f.negated(), step(f.step())))
            .toList(),
        optional(s.within()),
        s.by(),
        sources(s.from()),
        extractions(s.extract()),
        range(s.range()),
        optional(s.zone()),
        optional(s.skew()),
        optional(s.lateness()),
        s.skipToNextRow(),
        s.returnAllRows(),
        optional(s.limit()),
        optional(s.last()),
        s.follow());
  }

  private Statement.Step step(Statement.Step step) {
    return switch (step) {
      case Statement.Step.One s ->
          new Statement.Step.One(s.at(), s.name(), expr(s.condition()), s.quantifier());
      case Statement.Step.Any s ->
          new Statement.Step.Any(
              s.at(), s.steps().stream().map(this::step).toList(), s.quantifier());
    };
  }

  private Statement state(Statement.State s) {
    return new Statement.State(
        s.at(),
        optional(s.component()),
        optional(s.when()),
        range(s.range()),
        condition(s.where()),
        optional(s.zone()),
        optional(s.limit()));
  }

  private Statement compare(Statement.Compare s) {
    return new Statement.Compare(
        s.at(),
        literal(s.before()),
        literal(s.after()),
        optional(s.over()),
        exprs(s.of()),
        condition(s.where()),
        optional(s.zone()),
        optional(s.limit()));
  }

  private Statement traverse(Statement.Traverse s) {
    return new Statement.Traverse(
        s.at(),
        literal(s.event()),
        s.forward(),
        condition(s.until()),
        optional(s.depth()),
        optional(s.minConfidence()),
        optional(s.zone()),
        optional(s.limit()));
  }

  private Statement rootCause(Statement.RootCause s) {
    return new Statement.RootCause(
        s.at(),
        optional(s.event()),
        optional(s.session()),
        optional(s.when()),
        condition(s.where()),
        optional(s.within()),
        optional(s.zone()),
        optional(s.limit()));
  }

  private Statement predict(Statement.Predict s) {
    return new Statement.Predict(
        s.at(),
        literal(s.horizon()),
        optional(s.from()),
        exprs(s.of()),
        condition(s.where()),
        optional(s.zone()),
        optional(s.limit()));
  }

  private Statement.Override override(Statement.Override o) {
    return new Statement.Override(
        literal(o.component()),
        o.assignments().stream()
            .map(a -> new Statement.Assignment(a.field(), literal(a.value())))
            .toList(),
        optional(o.when()));
  }

  private List<Statement.Source> sources(List<Statement.Source> sources) {
    return sources.stream()
        .map(s ->
            new Statement.Source(
                s.at(), s.name(), s.arguments().stream().map(this::literal).toList()))
        .toList();
  }

  private List<Statement.Extraction> extractions(List<Statement.Extraction> extractions) {
    return extractions.stream()
        .map(e -> new Statement.Extraction(e.at(), literal(e.pattern()), e.from()))
        .toList();
  }

  private List<Statement.OrderItem> orderBy(List<Statement.OrderItem> items) {
    return items.stream()
        .map(i -> new Statement.OrderItem(expr(i.expr()), i.descending()))
        .toList();
  }

  private Statement.@Nullable Context context(Statement.@Nullable Context c) {
    return c == null
        ? null
        : new Statement.Context(c.at(), optional(c.before()), optional(c.after()));
  }

  private Range range(Range range) {
    return switch (range) {
      case Range.Everything r -> r;
      case Range.Between r -> new Range.Between(r.at(), optional(r.from()), optional(r.to()));
      case Range.Last r -> new Range.Last(r.at(), literal(r.span()));
    };
  }

  private @Nullable Literal optional(@Nullable Literal literal) {
    return literal == null ? null : literal(literal);
  }

  private @Nullable Expr condition(@Nullable Expr expr) {
    return expr == null ? null : expr(expr);
  }

  private List<Expr> exprs(List<Expr> exprs) {
    return exprs.stream().map(this::expr).toList();
  }

  public final Expr expr(Expr expr) {
    return replace(
        switch (expr) {
          case Literal e -> literal(e);
          case Expr.Field e -> e;
          case Expr.Call e ->
              new Expr.Call(
                  e.at(),
                  e.name(),
                  exprs(e.arguments()),
                  e.star(),
                  e.distinct(),
                  optional(e.every()));
          case Expr.Negate e -> new Expr.Negate(e.at(), expr(e.operand()));
          case Expr.Arithmetic e ->
              new Expr.Arithmetic(e.at(), e.operator(), expr(e.left()), expr(e.right()));
          case Expr.Compare e ->
              new Expr.Compare(e.at(), e.operator(), expr(e.left()), expr(e.right()));
          case Expr.Between e ->
              new Expr.Between(e.at(), expr(e.value()), expr(e.low()), expr(e.high()));
          case Expr.IsNull e -> new Expr.IsNull(e.at(), expr(e.value()));
          case Expr.In e ->
              new Expr.In(
                  e.at(),
                  expr(e.value()),
                  e.items().stream().flatMap(i -> item(i).stream()).toList());
          case Expr.InQuery e -> new Expr.InQuery(e.at(), expr(e.value()), select(e.query()));
          case Expr.And e -> new Expr.And(e.at(), exprs(e.operands()));
          case Expr.Or e -> new Expr.Or(e.at(), exprs(e.operands()));
          case Expr.Not e -> new Expr.Not(e.at(), expr(e.operand()));
        });
  }
}

package dev.rearview.timeql.syntax;

import dev.rearview.timeql.syntax.Expr.ArithmeticOperator;
import dev.rearview.timeql.syntax.Expr.Comparison;
import dev.rearview.timeql.syntax.Expr.Literal;
import dev.rearview.timeql.syntax.Statement.Range;
import dev.rearview.timeql.syntax.Statement.SelectItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Statements of every shape that the tree can have, by a seed. */
final class RandomStatements {
  private static final Position AT = Position.NONE;
  private static final String[] NAMES = {
    "level", "http", "from", "select", "odd name", "m", "x`y", "@timestamp", "größe", "IN", "Min",
  };

  private final Random random;

  RandomStatements(Random random) {
    this.random = random;
  }

  Statement statement() {
    Statement statement = query();
    return random.nextInt(8) == 0
        ? new Statement.Explain(AT, random.nextBoolean(), statement)
        : statement;
  }

  private Statement query() {
    return switch (random.nextInt(15)) {
      case 0, 1, 2 -> select(2);
      case 3 -> match();
      case 4 ->
          new Statement.Sessions(
              AT,
              some(1, this::field),
              some(0, this::source),
              maybe(this::span),
              some(0, this::extraction),
              maybe(() -> expr(2)),
              range(),
              maybe(this::text),
              maybe(() -> expr(1)),
              some(0, this::order),
              maybe(this::count));
      case 5 ->
          new Statement.Session(
              AT,
              text(),
              some(0, this::field),
              some(0, this::source),
              maybe(this::context),
              range(),
              maybe(this::text),
              maybe(this::count));
      case 6 ->
          new Statement.State(
              AT,
              maybe(this::text),
              maybe(this::time),
              range(),
              maybe(() -> expr(2)),
              maybe(this::text),
              maybe(this::count));
      case 7 ->
          new Statement.Timeline(
              AT,
              range(),
              maybe(() -> expr(2)),
              maybe(this::text),
              maybe(this::count),
              maybe(this::count));
      case 8 ->
          new Statement.Compare(
              AT,
              time(),
              time(),
              maybe(this::span),
              some(0, () -> expr(1)),
              maybe(() -> expr(1)),
              maybe(this::text),
              maybe(this::count));
      case 9 ->
          new Statement.Simulate(
              AT,
              text(),
              some(0, this::override),
              range(),
              maybe(this::span),
              maybe(this::text),
              maybe(this::count));
      case 10 ->
          new Statement.Traverse(
              AT,
              text(),
              random.nextBoolean(),
              maybe(() -> expr(2)),
              maybe(this::count),
              maybe(this::count),
              maybe(this::text),
              maybe(this::count));
      case 11 -> rootCause();
      case 12 ->
          new Statement.Predict(
              AT,
              span(),
              maybe(this::time),
              some(0, () -> expr(1)),
              maybe(() -> expr(1)),
              maybe(this::text),
              maybe(this::count));
      case 13 -> new Statement.WhatIf(AT, override(), maybe(this::span), maybe(this::text));
      default ->
          switch (random.nextInt(7)) {
            case 0 -> new Statement.ShowNodes(AT);
            case 1 -> new Statement.ShowFields(AT, some(0, this::source));
            case 2 -> new Statement.ShowFormats(AT);
            case 3 -> new Statement.ShowCycles(AT, maybe(this::time), maybe(this::text));
            case 4 -> new Statement.ShowLogStats(AT);
            case 5 -> new Statement.Dependencies(AT, text(), maybe(this::time), maybe(this::text));
            default -> new Statement.VerifyLog(AT, maybe(this::text));
          };
    };
  }

  private Statement rootCause() {
    int kind = random.nextInt(3);
    return new Statement.RootCause(
        AT,
        kind == 0 ? text() : null,
        kind == 1 ? text() : null,
        kind == 2 ? time() : null,
        maybe(() -> expr(2)),
        maybe(this::span),
        maybe(this::text),
        maybe(this::count));
  }

  private Statement.Select select(int depth) {
    return new Statement.Select(
        AT,
        some(1, () -> selectItem(depth)),
        some(1, this::source),
        some(0, this::extraction),
        maybe(() -> expr(depth + 1)),
        range(),
        maybe(this::text),
        some(0, () -> expr(1)),
        maybe(() -> expr(depth)),
        some(0, this::order),
        maybe(this::count),
        maybe(this::count),
        maybe(this::context),
        random.nextBoolean());
  }

  private SelectItem selectItem(int depth) {
    return random.nextInt(5) == 0
        ? new SelectItem.Everything(AT)
        : new SelectItem.Column(expr(depth), maybe(this::name));
  }

  private Statement match() {
    return new Statement.Match(
        AT,
        step(2),
        some(0, () -> new Statement.Follower(random.nextBoolean(), step(2))),
        maybe(this::span),
        some(0, this::field),
        some(0, this::source),
        some(0, this::extraction),
        range(),
        maybe(this::text),
        maybe(this::span),
        maybe(this::span),
        random.nextBoolean(),
        random.nextBoolean(),
        maybe(this::count),
        maybe(this::count),
        random.nextBoolean());
  }

  private Statement.Step step(int depth) {
    int atLeast = random.nextInt(4);
    Statement.Quantifier quantifier =
        random.nextBoolean()
            ? Statement.Quantifier.ONCE
            : new Statement.Quantifier(atLeast, maybe(() -> atLeast + 1 + random.nextInt(3)));
    if (depth > 0 && random.nextInt(3) == 0) {
      return new Statement.Step.Any(AT, List.of(step(depth - 1), step(depth - 1)), quantifier);
    }
    return new Statement.Step.One(AT, maybe(() -> "fails"), expr(2), quantifier);
  }

  private Statement.Context context() {
    return switch (random.nextInt(4)) {
      case 0 -> {
        Literal both = random.nextBoolean() ? span() : count();
        yield new Statement.Context(AT, both, both);
      }
      case 1 -> new Statement.Context(AT, count(), null);
      case 2 -> new Statement.Context(AT, null, count());
      default -> new Statement.Context(AT, count(), count());
    };
  }

  private Statement.Override override() {
    return new Statement.Override(
        text(), some(1, () -> new Statement.Assignment(field(), literal())), maybe(this::time));
  }

  private Statement.Source source() {
    return random.nextBoolean()
        ? new Statement.Source(AT, "logs", List.of())
        : new Statement.Source(AT, "file", some(1, this::text));
  }

  private Statement.Extraction extraction() {
    return new Statement.Extraction(AT, text(), field());
  }

  private Statement.OrderItem order() {
    return new Statement.OrderItem(expr(1), random.nextBoolean());
  }

  private Range range() {
    return switch (random.nextInt(3)) {
      case 0 -> new Range.Everything();
      case 1 -> new Range.Last(AT, span());
      default -> {
        Literal from = maybe(this::time);
        yield new Range.Between(AT, from, from == null ? time() : maybe(this::time));
      }
    };
  }

  Expr expr(int depth) {
    if (depth == 0) {
      return random.nextBoolean() ? field() : literal();
    }
    return switch (random.nextInt(14)) {
      case 0 -> new Expr.And(AT, two(depth));
      case 1 -> new Expr.Or(AT, two(depth));
      case 2 -> new Expr.Not(AT, expr(depth - 1));
      case 3 -> new Expr.Negate(AT, negatable(depth - 1));
      case 4, 5 ->
          new Expr.Arithmetic(AT, pick(ArithmeticOperator.values()), sub(depth), sub(depth));
      case 6, 7, 8 -> new Expr.Compare(AT, pick(Comparison.values()), sub(depth), sub(depth));
      case 9 -> new Expr.Between(AT, sub(depth), sub(depth), sub(depth));
      case 10 -> new Expr.IsNull(AT, sub(depth));
      case 11 -> new Expr.In(AT, sub(depth), some(1, () -> sub(depth)));
      case 12 ->
          depth > 1 ? new Expr.InQuery(AT, sub(depth), select(0)) : new Expr.IsNull(AT, field());
      default -> call(depth);
    };
  }

  /** The reader folds a minus sign into a bare number. */
  private Expr negatable(int depth) {
    return expr(depth);
  }

  private Expr call(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> new Expr.Call(AT, "count", List.of(), true, false, null);
      case 1 -> new Expr.Call(AT, "count", List.of(expr(depth - 1)), false, true, null);
      case 2 -> new Expr.Call(AT, "bucket", List.of(span()), false, false, span());
      default -> new Expr.Call(AT, "min", some(0, () -> expr(depth - 1)), false, false, null);
    };
  }

  private Expr sub(int depth) {
    return expr(depth - 1);
  }

  private List<Expr> two(int depth) {
    List<Expr> operands = new ArrayList<>(List.of(sub(depth), sub(depth)));
    if (random.nextBoolean()) {
      operands.add(sub(depth));
    }
    return operands;
  }

  private Expr.Field field() {
    return new Expr.Field(AT, some(1, this::name));
  }

  private String name() {
    return pick(NAMES);
  }

  private Literal literal() {
    return switch (random.nextInt(8)) {
      case 0 -> text();
      case 1 -> new Expr.Int(AT, random.nextInt(2_000) - 1_000L);
      case 2 ->
          new Expr.Real(AT, (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 20));
      case 3 -> new Expr.Percent(AT, random.nextInt(1_000) / 8.0);
      case 4 -> span();
      case 5 -> new Expr.Truth(AT, random.nextBoolean());
      case 6 -> new Expr.Null(AT);
      default -> new Expr.Param(AT, "p" + random.nextInt(3));
    };
  }

  private Literal text() {
    return new Expr.Text(AT, pick(new String[] {"", "it's", "a -- b", "'", "\\d+", "ü\n\t☃"}));
  }

  private Literal span() {
    return new Expr.Span(
        AT,
        Math.abs(random.nextLong() % 1_000_000)
            * pick(new Long[] {1L, 1_000_000_000L, 60_000_000_000L}));
  }

  private Literal count() {
    return new Expr.Int(AT, random.nextInt(100));
  }

  private Literal time() {
    return switch (random.nextInt(3)) {
      case 0 -> text();
      case 1 -> span();
      default -> new Expr.Int(AT, Math.abs(random.nextLong() % 1_000_000_000_000L));
    };
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private <T> List<T> some(int atLeast, Supplier<T> value) {
    List<T> values = new ArrayList<>();
    int count = atLeast + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      values.add(value.get());
    }
    return values;
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }
}

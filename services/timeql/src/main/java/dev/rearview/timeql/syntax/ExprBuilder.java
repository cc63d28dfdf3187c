package dev.rearview.timeql.syntax;

import dev.rearview.timeql.grammar.TimeQlParser;
import dev.rearview.timeql.grammar.TimeQlParser.BetweenContext;
import dev.rearview.timeql.grammar.TimeQlParser.CallContext;
import dev.rearview.timeql.grammar.TimeQlParser.ColumnContext;
import dev.rearview.timeql.grammar.TimeQlParser.ComparedContext;
import dev.rearview.timeql.grammar.TimeQlParser.ConjunctionContext;
import dev.rearview.timeql.grammar.TimeQlParser.ContainsContext;
import dev.rearview.timeql.grammar.TimeQlParser.DurationContext;
import dev.rearview.timeql.grammar.TimeQlParser.ExprContext;
import dev.rearview.timeql.grammar.TimeQlParser.FieldContext;
import dev.rearview.timeql.grammar.TimeQlParser.FunctionContext;
import dev.rearview.timeql.grammar.TimeQlParser.InListContext;
import dev.rearview.timeql.grammar.TimeQlParser.InQueryContext;
import dev.rearview.timeql.grammar.TimeQlParser.IsNullContext;
import dev.rearview.timeql.grammar.TimeQlParser.LikeContext;
import dev.rearview.timeql.grammar.TimeQlParser.LiteralContext;
import dev.rearview.timeql.grammar.TimeQlParser.NegationContext;
import dev.rearview.timeql.grammar.TimeQlParser.NestedContext;
import dev.rearview.timeql.grammar.TimeQlParser.OperandContext;
import dev.rearview.timeql.grammar.TimeQlParser.PredicateContext;
import dev.rearview.timeql.grammar.TimeQlParser.PrimaryContext;
import dev.rearview.timeql.grammar.TimeQlParser.ProductContext;
import dev.rearview.timeql.grammar.TimeQlParser.SpanContext;
import dev.rearview.timeql.grammar.TimeQlParser.StartsWithContext;
import dev.rearview.timeql.grammar.TimeQlParser.SumContext;
import dev.rearview.timeql.grammar.TimeQlParser.TimeContext;
import dev.rearview.timeql.grammar.TimeQlParser.UnaryContext;
import dev.rearview.timeql.grammar.TimeQlParser.ValueContext;
import dev.rearview.timeql.syntax.Expr.ArithmeticOperator;
import dev.rearview.timeql.syntax.Expr.Comparison;
import dev.rearview.timeql.syntax.Expr.Literal;
import dev.rearview.timeql.syntax.TimeQlException.Code;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Parse tree to {@link Expr}. */
final class ExprBuilder {
  /** Longest chain of one level of arithmetic. */
  private static final int MAX_CHAIN = 200;

  Expr expr(ExprContext c) {
    List<Expr> operands = new ArrayList<>();
    c.conjunction().forEach(o -> operands.add(conjunction(o)));
    return operands.size() == 1 ? operands.getFirst() : new Expr.Or(at(c), operands);
  }

  private Expr conjunction(ConjunctionContext c) {
    List<Expr> operands = new ArrayList<>();
    c.negation().forEach(o -> operands.add(negation(o)));
    return operands.size() == 1 ? operands.getFirst() : new Expr.And(at(c), operands);
  }

  private Expr negation(NegationContext c) {
    return c.NOT() != null ? new Expr.Not(at(c), negation(c.negation())) : predicate(c.predicate());
  }

  private Expr predicate(PredicateContext c) {
    return switch (c) {
      case OperandContext o -> sum(o.sum());
      case ComparedContext o ->
          new Expr.Compare(
              at(o.comparison()), comparison(o.comparison().getText()), sum(o.left), sum(o.right));
      case ContainsContext o -> negated(o.NOT(), words(o, Comparison.CONTAINS, o.left, o.right));
      case StartsWithContext o ->
          negated(o.NOT(), words(o, Comparison.STARTS_WITH, o.left, o.right));
      case LikeContext o -> negated(o.NOT(), words(o, Comparison.LIKE, o.left, o.right));
      case BetweenContext o ->
          negated(o.NOT(), new Expr.Between(at(o), sum(o.left), sum(o.low), sum(o.high)));
      case IsNullContext o -> negated(o.NOT(), new Expr.IsNull(at(o), sum(o.left)));
      case InQueryContext o ->
          negated(
              o.NOT(),
              new Expr.InQuery(at(o), sum(o.left), new StatementBuilder().select(o.select())));
      case InListContext o -> {
        List<Expr> items = new ArrayList<>();
        o.expr().forEach(item -> items.add(expr(item)));
        yield negated(o.NOT(), new Expr.In(at(o), sum(o.left), items));
      }
      default -> throw new IllegalStateException("not an alternative of predicate: " + c);
    };
  }

  private Expr words(ParserRuleContext c, Comparison operator, SumContext left, SumContext right) {
    return new Expr.Compare(at(c), operator, sum(left), sum(right));
  }

  private static Expr negated(@Nullable TerminalNode not, Expr expr) {
    return not == null ? expr : new Expr.Not(Syntax.position(not.getSymbol()), expr);
  }

  private static Comparison comparison(String symbol) {
    String one = symbol.equals("<>") ? "!=" : symbol;
    for (Comparison comparison : Comparison.values()) {
      if (comparison.symbol().equals(one)) {
        return comparison;
      }
    }
    throw new IllegalStateException("not an alternative of comparison: " + symbol);
  }

  private Expr sum(SumContext c) {
    checkChain(c, c.product().size());
    Expr left = product(c.product(0));
    for (int i = 1; i < c.product().size(); i++) {
      left = arithmetic(c.op.get(i - 1), left, product(c.product(i)));
    }
    return left;
  }

  private Expr product(ProductContext c) {
    checkChain(c, c.unary().size());
    Expr left = unary(c.unary(0));
    for (int i = 1; i < c.unary().size(); i++) {
      left = arithmetic(c.op.get(i - 1), left, unary(c.unary(i)));
    }
    return left;
  }

  private static void checkChain(ParserRuleContext c, int length) {
    if (length > MAX_CHAIN) {
      throw new TimeQlException(
          Code.TOO_LARGE, at(c), length + " operands in a row", "at most " + MAX_CHAIN, null);
    }
  }

  private static Expr arithmetic(Token op, Expr left, Expr right) {
    ArithmeticOperator operator =
        switch (op.getText()) {
          case "+" -> ArithmeticOperator.PLUS;
          case "-" -> ArithmeticOperator.MINUS;
          case "*" -> ArithmeticOperator.TIMES;
          default -> ArithmeticOperator.OVER;
        };
    return new Expr.Arithmetic(Syntax.position(op), operator, left, right);
  }

  private Expr unary(UnaryContext c) {
    if (c.primary() != null) {
      return primary(c.primary());
    }
    Expr operand = unary(c.unary());
    boolean bare = c.unary().primary() instanceof ValueContext;
    return bare && operand instanceof Literal literal
        ? negative(at(c), literal)
        : new Expr.Negate(at(c), operand);
  }

  /** A literal after a minus sign. */
  private static Expr negative(Position at, Literal literal) {
    return switch (literal) {
      case Expr.Int n -> new Expr.Int(at, -n.value());
      case Expr.Real n -> new Expr.Real(at, -n.value());
      case Expr.Percent n -> new Expr.Percent(at, -n.value());
      case Expr.Span n -> new Expr.Span(at, -n.nanos());
      case Expr.Text n -> new Expr.Negate(at, n);
      case Expr.Truth n -> new Expr.Negate(at, n);
      case Expr.Null n -> new Expr.Negate(at, n);
      case Expr.Param n -> new Expr.Negate(at, n);
    };
  }

  private Expr primary(PrimaryContext c) {
    return switch (c) {
      case ValueContext o -> literal(o.literal());
      case FunctionContext o -> call(o.call());
      case ColumnContext o -> field(o.field());
      case NestedContext o -> expr(o.expr());
      default -> throw new IllegalStateException("not an alternative of primary: " + c);
    };
  }

  private Expr call(CallContext c) {
    List<Expr> arguments = new ArrayList<>();
    c.expr().forEach(a -> arguments.add(expr(a)));
    boolean star = c.getChild(2).getText().equals("*");
    boolean distinct = c.DISTINCT() != null;
    Literal every = c.span() == null ? null : span(c.span());
    return new Expr.Call(at(c), c.word().getText(), arguments, star, distinct, every);
  }

  Expr.Field field(FieldContext c) {
    List<String> path = new ArrayList<>();
    path.add(name(c.name()));
    c.segment()
        .forEach(s -> path.add(s.QUOTED() != null ? unquoted(s.QUOTED().getText()) : s.getText()));
    return new Expr.Field(at(c), path);
  }

  String name(TimeQlParser.NameContext c) {
    return c.QUOTED() != null ? unquoted(c.QUOTED().getText()) : c.word().getText();
  }

  private static String unquoted(String text) {
    return text.substring(1, text.length() - 1).replace("``", "`");
  }

  Literal time(TimeContext c) {
    if (c.STRING() != null) {
      return text(at(c), c.STRING());
    }
    if (c.duration() != null) {
      return duration(c.duration());
    }
    return c.NUMBER() != null
        ? number(at(c), c.NUMBER().getText())
        : new Expr.Param(at(c), c.parameter().word().getText());
  }

  Literal span(SpanContext c) {
    return c.duration() != null
        ? duration(c.duration())
        : new Expr.Param(at(c), c.parameter().word().getText());
  }

  /** A literal after an optional minus sign. */
  Literal signed(LiteralContext c, boolean minus) {
    Literal literal = literal(c);
    if (!minus) {
      return literal;
    }
    return switch (negative(literal.at(), literal)) {
      case Literal negated -> negated;
      default ->
          throw TimeQlException.meaning(literal.at(), "'-' before " + c.getText(), "a number");
    };
  }

  Literal literal(LiteralContext c) {
    Position at = at(c);
    if (c.STRING() != null) {
      return text(at, c.STRING());
    }
    if (c.duration() != null) {
      return duration(c.duration());
    }
    if (c.percent() != null) {
      return new Expr.Percent(at, real(at, c.percent().NUMBER().getText()));
    }
    if (c.NUMBER() != null) {
      return number(at, c.NUMBER().getText());
    }
    if (c.parameter() != null) {
      return new Expr.Param(at, c.parameter().word().getText());
    }
    return c.NULL() != null ? new Expr.Null(at) : new Expr.Truth(at, c.TRUE() != null);
  }

  private static Expr.Text text(Position at, TerminalNode node) {
    String text = node.getText();
    return new Expr.Text(at, text.substring(1, text.length() - 1).replace("''", "'"));
  }

  private static Literal number(Position at, String text) {
    if (text.chars().allMatch(ch -> ch >= '0' && ch <= '9') && text.length() <= 18) {
      return new Expr.Int(at, Long.parseLong(text));
    }
    return new Expr.Real(at, real(at, text));
  }

  private static double real(Position at, String text) {
    double value = Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      throw TimeQlException.meaning(at, text, "a number of at most 1.8e308");
    }
    return value;
  }

  private static Expr.Span duration(DurationContext c) {
    Position at = at(c);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < c.getChildCount(); i++) {
      text.append(c.getChild(i).getText());
    }
    return new Expr.Span(at, Durations.nanos(at, text.toString()));
  }

  static Position at(ParserRuleContext c) {
    return Syntax.position(c.getStart());
  }
}

package dev.rearview.timeql.syntax;

import dev.rearview.timeql.grammar.TimeQlLexer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Expressions as canonical text, with the fewest parentheses that keep the tree. */
final class ExprPrinter {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_@$][\\p{L}\\p{N}_@$]*");

  private static final Set<String> KEYWORDS = keywords();

  /** How tightly a form binds; an operand that binds less than its place needs parentheses. */
  private static final int OR = 0;

  private static final int AND = 1;
  private static final int NOT = 2;
  private static final int PREDICATE = 3;
  private static final int SUM = 4;
  private static final int PRODUCT = 5;
  private static final int UNARY = 6;
  private static final int PRIMARY = 7;

  private ExprPrinter() {}

  static String print(Expr expr) {
    return switch (expr) {
      case Expr.Literal e -> literal(e);
      case Expr.Field e -> field(e);
      case Expr.Call e -> call(e);
      case Expr.Negate e ->
          "-"
              + (e.operand() instanceof Expr.Literal l && !(l instanceof Expr.Param)
                  ? "(" + literal(l) + ")"
                  : negated(e.operand()));
      case Expr.Arithmetic e -> {
        int own = binding(e);
        yield in(e.left(), own) + " " + e.operator().symbol() + " " + in(e.right(), own + 1);
      }
      case Expr.Compare e ->
          in(e.left(), SUM) + " " + e.operator().symbol() + " " + in(e.right(), SUM);
      case Expr.Between e ->
          in(e.value(), SUM) + " BETWEEN " + in(e.low(), SUM) + " AND " + in(e.high(), SUM);
      case Expr.IsNull e -> in(e.value(), SUM) + " IS NULL";
      case Expr.In e -> in(e.value(), SUM) + " IN (" + list(e.items()) + ")";
      case Expr.InQuery e -> in(e.value(), SUM) + " IN (" + Printer.print(e.query()) + ")";
      case Expr.And e ->
          e.operands().stream().map(o -> in(o, NOT)).collect(Collectors.joining(" AND "));
      case Expr.Or e ->
          e.operands().stream().map(o -> in(o, AND)).collect(Collectors.joining(" OR "));
      case Expr.Not e -> not(e);
    };
  }

  /** {@code --} begins a comment, so a minus sign never follows another directly. */
  private static String negated(Expr operand) {
    return operand instanceof Expr.Negate ? "(" + print(operand) + ")" : in(operand, PRIMARY);
  }

  private static String not(Expr.Not not) {
    return switch (not.operand()) {
      case Expr.Compare e when isWord(e.operator()) ->
          in(e.left(), SUM) + " NOT " + e.operator().symbol() + " " + in(e.right(), SUM);
      case Expr.Between e ->
          in(e.value(), SUM) + " NOT BETWEEN " + in(e.low(), SUM) + " AND " + in(e.high(), SUM);
      case Expr.IsNull e -> in(e.value(), SUM) + " IS NOT NULL";
      case Expr.In e -> in(e.value(), SUM) + " NOT IN (" + list(e.items()) + ")";
      case Expr.InQuery e -> in(e.value(), SUM) + " NOT IN (" + Printer.print(e.query()) + ")";
      case Expr e -> "NOT " + in(e, PREDICATE);
    };
  }

  private static boolean isWord(Expr.Comparison operator) {
    return switch (operator) {
      case CONTAINS, STARTS_WITH, LIKE -> true;
      case EQUAL, NOT_EQUAL, LESS, AT_MOST, GREATER, AT_LEAST, FINDS, FINDS_NOT -> false;
    };
  }

  private static String in(Expr expr, int place) {
    String text = print(expr);
    return binding(expr) < place ? "(" + text + ")" : text;
  }

  private static int binding(Expr expr) {
    return switch (expr) {
      case Expr.Or e -> OR;
      case Expr.And e -> AND;
      case Expr.Not e -> NOT;
      case Expr.Compare e -> PREDICATE;
      case Expr.Between e -> PREDICATE;
      case Expr.IsNull e -> PREDICATE;
      case Expr.In e -> PREDICATE;
      case Expr.InQuery e -> PREDICATE;
      case Expr.Arithmetic e ->
          switch (e.operator()) {
            case PLUS, MINUS -> SUM;
            case TIMES, OVER -> PRODUCT;
          };
      case Expr.Negate e -> UNARY;
      case Expr.Literal e -> PRIMARY;
      case Expr.Field e -> PRIMARY;
      case Expr.Call e -> PRIMARY;
    };
  }

  private static String list(List<Expr> items) {
    return items.stream().map(ExprPrinter::print).collect(Collectors.joining(", "));
  }

  static String literal(Expr.Literal literal) {
    return switch (literal) {
      case Expr.Text e -> "'" + e.value().replace("'", "''") + "'";
      case Expr.Int e -> Long.toString(e.value());
      case Expr.Real e -> Double.toString(e.value());
      case Expr.Percent e -> number(e.value()) + "%";
      case Expr.Span e -> Durations.print(e.nanos());
      case Expr.Truth e -> e.value() ? "TRUE" : "FALSE";
      case Expr.Null e -> "NULL";
      case Expr.Param e -> ":" + e.name();
    };
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String field(Expr.Field field) {
    StringBuilder out = new StringBuilder(name(field.path().getFirst()));
    for (String part : field.path().subList(1, field.path().size())) {
      out.append('.').append(NAME.matcher(part).matches() ? part : quoted(part));
    }
    return out.toString();
  }

  /** A name where an operand or an alias stands: keywords are quoted, though few need be. */
  static String name(String name) {
    boolean bare =
        NAME.matcher(name).matches() && !KEYWORDS.contains(name.toLowerCase(Locale.ROOT));
    return bare ? name : quoted(name);
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static String call(Expr.Call call) {
    StringBuilder out = new StringBuilder(call.name()).append('(');
    if (call.star()) {
      out.append('*');
    }
    if (call.distinct()) {
      out.append("DISTINCT ");
    }
    out.append(list(call.arguments()));
    if (call.every() != null) {
      out.append(", EVERY ").append(literal(call.every()));
    }
    return out.append(')').toString();
  }

  private static Set<String> keywords() {
    Set<String> words = new HashSet<>();
    for (int type = 1; type <= TimeQlLexer.VOCABULARY.getMaxTokenType(); type++) {
      String literal = TimeQlLexer.VOCABULARY.getLiteralName(type);
      if (literal != null && Character.isLetter(literal.charAt(1))) {
        words.add(literal.substring(1, literal.length() - 1).toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }
}

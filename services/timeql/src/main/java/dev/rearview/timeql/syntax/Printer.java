package dev.rearview.timeql.syntax;

import dev.rearview.timeql.syntax.Expr.Literal;
import dev.rearview.timeql.syntax.Statement.Range;
import dev.rearview.timeql.syntax.Statement.SelectItem;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tree as canonical text: one line, one spelling and one order of clauses. Reading it
 * again gives an equal tree.
 */
public final class Printer {
  private final StringBuilder out = new StringBuilder();

  private Printer() {}

  public static String print(Statement statement) {
    Printer printer = new Printer();
    printer.statement(statement);
    return printer.out.toString();
  }

  public static String print(Expr expr) {
    return ExprPrinter.print(expr);
  }

  private void statement(Statement statement) {
    switch (statement) {
      case Statement.Explain s -> {
        out.append(s.analyze() ? "EXPLAIN ANALYZE " : "EXPLAIN ");
        statement(s.statement());
      }
      case Statement.Select s -> select(s);
      case Statement.Match s -> match(s);
      case Statement.Sessions s -> sessions(s);
      case Statement.Session s -> session(s);
      case Statement.State s -> state(s);
      case Statement.Timeline s -> {
        out.append("TIMELINE");
        range(s.range());
        clause("WHERE", s.where());
        clause("ZONE", s.zone());
        clause("LIMIT", s.limit());
        clause("LAST", s.last());
      }
      case Statement.Compare s -> compare(s);
      case Statement.Dependencies s -> {
        out.append("DEPENDENCIES");
        clause("OF", s.component());
        clause("AT", s.when());
        clause("ZONE", s.zone());
      }
      case Statement.Simulate s -> simulate(s);
      case Statement.Traverse s -> traverse(s);
      case Statement.RootCause s -> rootCause(s);
      case Statement.Predict s -> predict(s);
      case Statement.WhatIf s -> {
        out.append("WHAT IF ");
        override(s.change());
        clause("WITHIN", s.within());
        clause("ZONE", s.zone());
      }
      case Statement.ShowNodes s -> out.append("SHOW NODES");
      case Statement.ShowFields s -> {
        out.append("SHOW FIELDS");
        sources(s.from());
      }
      case Statement.ShowFormats s -> out.append("SHOW FORMATS");
      case Statement.ShowCycles s -> {
        out.append("SHOW CYCLES");
        clause("AT", s.when());
        clause("ZONE", s.zone());
      }
      case Statement.ShowLogStats s -> out.append("SHOW LOG STATS");
      case Statement.VerifyLog s -> {
        out.append("VERIFY LOG");
        if (s.world() != null) {
          out.append(' ').append(print(s.world()));
        }
      }
    }
  }

  private void select(Statement.Select s) {
    out.append("SELECT ")
        .append(s.items().stream().map(Printer::item).collect(Collectors.joining(", ")));
    sources(s.from());
    extract(s.extract());
    clause("WHERE", s.where());
    range(s.range());
    clause("ZONE", s.zone());
    list("GROUP BY", s.groupBy());
    clause("HAVING", s.having());
    orderBy(s.orderBy());
    clause("LIMIT", s.limit());
    clause("LAST", s.last());
    context(s.context());
    flag("FOLLOW", s.follow());
  }

  private static String item(SelectItem item) {
    return switch (item) {
      case SelectItem.Everything e -> "*";
      case SelectItem.Column c ->
          c.alias() == null
              ? print(c.expr())
              : print(c.expr()) + " AS " + ExprPrinter.name(c.alias());
    };
  }

  private void match(Statement.Match s) {
    out.append("MATCH PATTERN WHERE ").append(step(s.first()));
    for (Statement.Follower follower : s.followers()) {
      out.append(follower.negated() ? " NOT FOLLOWED BY " : " FOLLOWED BY ")
          .append(step(follower.step()));
    }
    clause("WITHIN", s.within());
    list("BY", s.by());
    sources(s.from());
    extract(s.extract());
    range(s.range());
    clause("ZONE", s.zone());
    clause("SKEW", s.skew());
    clause("ALLOWED LATENESS", s.lateness());
    flag("SKIP TO NEXT ROW", s.skipToNextRow());
    flag("RETURN ALL ROWS", s.returnAllRows());
    clause("LIMIT", s.limit());
    clause("LAST", s.last());
    flag("FOLLOW", s.follow());
  }

  private static String step(Statement.Step step) {
    return switch (step) {
      case Statement.Step.One one ->
          (one.name() == null ? "" : one.name() + ": ")
              + print(one.condition())
              + quantifier(one.quantifier());
      case Statement.Step.Any any ->
          any.steps().stream().map(Printer::step).collect(Collectors.joining(" | ", "(", ")"))
              + quantifier(any.quantifier());
    };
  }

  private static String quantifier(Statement.Quantifier q) {
    if (q.equals(Statement.Quantifier.ONCE)) {
      return "";
    }
    if (q.atMost() == null) {
      return " {" + q.atLeast() + ",}";
    }
    return q.atMost() == q.atLeast()
        ? " {" + q.atLeast() + "}"
        : " {" + q.atLeast() + "," + q.atMost() + "}";
  }

  private void sessions(Statement.Sessions s) {
    out.append("SESSIONS");
    list("BY", s.by());
    sources(s.from());
    extract(s.extract());
    clause("WHERE", s.where());
    clause("GAP", s.gap());
    range(s.range());
    clause("ZONE", s.zone());
    clause("HAVING", s.having());
    orderBy(s.orderBy());
    clause("LIMIT", s.limit());
  }

  private void session(Statement.Session s) {
    clause("SESSION", s.key());
    list("BY", s.by());
    sources(s.from());
    range(s.range());
    clause("ZONE", s.zone());
    clause("LIMIT", s.limit());
    context(s.context());
  }

  private void state(Statement.State s) {
    out.append("STATE");
    clause("OF", s.component());
    clause("AT", s.when());
    range(s.range());
    clause("WHERE", s.where());
    clause("ZONE", s.zone());
    clause("LIMIT", s.limit());
  }

  private void compare(Statement.Compare s) {
    clause("COMPARE", s.before());
    clause("WITH", s.after());
    clause("OVER", s.over());
    list("FOR", s.of());
    clause("WHERE", s.where());
    clause("ZONE", s.zone());
    clause("LIMIT", s.limit());
  }

  private void simulate(Statement.Simulate s) {
    clause("SIMULATE SESSION", s.session());
    range(s.range());
    clause("STEP", s.step());
    for (int i = 0; i < s.overrides().size(); i++) {
      out.append(i == 0 ? " WITH " : ", ");
      override(s.overrides().get(i));
    }
    clause("ZONE", s.zone());
    clause("LIMIT", s.limit());
  }

  private void override(Statement.Override change) {
    out.append(print(change.component()))
        .append(" SET ")
        .append(
            change.assignments().stream()
                .map(a -> print(a.field()) + " = " + print(a.value()))
                .collect(Collectors.joining(", ")));
    clause("AT", change.when());
  }

  private void traverse(Statement.Traverse s) {
    clause("TRAVERSE FROM", s.event());
    out.append(s.forward() ? " FOLLOWING FORWARD" : " FOLLOWING BACKWARD");
    clause("UNTIL", s.until());
    clause("DEPTH", s.depth());
    clause("MIN CONFIDENCE", s.minConfidence());
    clause("ZONE", s.zone());
    clause("LIMIT", s.limit());
  }

  private void rootCause(Statement.RootCause s) {
    out.append("ROOT CAUSE");
    clause("OF", s.event());
    clause("OF SESSION", s.session());
    clause("AT", s.when());
    clause("WHERE", s.where());
    clause("WITHIN", s.within());
    clause("ZONE", s.zone());
    clause("LIMIT", s.limit());
  }

  private void predict(Statement.Predict s) {
    clause("PREDICT NEXT", s.horizon());
    clause("FROM", s.from());
    list("FOR", s.of());
    clause("WHERE", s.where());
    clause("ZONE", s.zone());
    clause("LIMIT", s.limit());
  }

  // ---- Clauses ----

  private void clause(String words, @Nullable Expr value) {
    if (value != null) {
      out.append(out.isEmpty() || out.charAt(out.length() - 1) == ' ' ? "" : " ")
          .append(words)
          .append(' ')
          .append(print(value));
    }
  }

  private void flag(String words, boolean present) {
    if (present) {
      out.append(' ').append(words);
    }
  }

  private void list(String words, List<? extends Expr> values) {
    if (!values.isEmpty()) {
      out.append(' ')
          .append(words)
          .append(' ')
          .append(values.stream().map(Printer::print).collect(Collectors.joining(", ")));
    }
  }

  private void sources(List<Statement.Source> sources) {
    if (!sources.isEmpty()) {
      out.append(" FROM ")
          .append(sources.stream().map(Printer::source).collect(Collectors.joining(", ")));
    }
  }

  /** One source as it stands after FROM. */
  static String source(Statement.Source source) {
    if (source.arguments().isEmpty()) {
      return source.name();
    }
    return source.name()
        + source.arguments().stream()
            .map(Printer::print)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private void extract(List<Statement.Extraction> extractions) {
    for (int i = 0; i < extractions.size(); i++) {
      Statement.Extraction e = extractions.get(i);
      out.append(i == 0 ? " EXTRACT " : ", ")
          .append(print(e.pattern()))
          .append(" FROM ")
          .append(print(e.from()));
    }
  }

  private void range(Range range) {
    switch (range) {
      case Range.Everything r -> {}
      case Range.Between r -> {
        clause("SINCE", r.from());
        clause("UNTIL", r.to());
      }
      case Range.Last r -> clause("IN LAST", r.span());
    }
  }

  private void orderBy(List<Statement.OrderItem> items) {
    if (!items.isEmpty()) {
      out.append(" ORDER BY ")
          .append(
              items.stream()
                  .map(i -> print(i.expr()) + (i.descending() ? " DESC" : ""))
                  .collect(Collectors.joining(", ")));
    }
  }

  private void context(Statement.@Nullable Context context) {
    if (context == null) {
      return;
    }
    Literal before = context.before();
    Literal after = context.after();
    if (before != null && before.equals(after)) {
      clause("CONTEXT", before);
    } else if (before != null) {
      out.append(" CONTEXT ").append(print(before)).append(" BEFORE");
      if (after != null) {
        out.append(' ').append(print(after)).append(" AFTER");
      }
    } else if (after != null) {
      out.append(" CONTEXT ").append(print(after)).append(" AFTER");
    }
  }
}

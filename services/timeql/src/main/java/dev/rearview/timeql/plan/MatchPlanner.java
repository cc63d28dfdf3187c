package dev.rearview.timeql.plan;

import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.Times;
import dev.rearview.engine.sequence.SequencePattern;
import dev.rearview.timeql.plan.Setting.Limit;
import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Position;
import dev.rearview.timeql.syntax.Statement;
import dev.rearview.timeql.syntax.Statement.Quantifier;
import dev.rearview.timeql.syntax.Statement.Step;
import dev.rearview.timeql.syntax.TimeQlException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans a MATCH: the nodes send the rows and fields that a step can use, the steps run later. */
final class MatchPlanner {
  private final Statement.Match match;
  private final Setting setting;
  private final List<Source> sources;
  private final TimeRange range;

  private final List<SequencePattern.Element> elements = new ArrayList<>();
  private final List<Plan.ShownStep> shown = new ArrayList<>();

  /** Folded name to name, of the steps so far. */
  private final Map<String, String> names = new LinkedHashMap<>();

  private final Set<String> inputs = new LinkedHashSet<>();
  private final List<Expr> filters = new ArrayList<>();
  private boolean everythingIsNeeded;
  private int unnamed;

  MatchPlanner(Statement.Match match, Request request) {
    this.match = match;
    this.setting = Setting.of(request, match.zone());
    this.sources = Sources.resolve(match.from(), Source.of(Source.Kind.EVENTS));
    TimeRange asked = setting.times().range(match.range());
    this.range =
        match.follow() && !asked.hasFrom()
            ? new TimeRange(Times.ofMillis(request.nowMs()), asked.toNanos())
            : asked;
    Extractions.resolve(match.extract());
  }

  Plan.Match plan() {
    step(match.first());
    for (Statement.Follower follower : match.followers()) {
      if (follower.negated()) {
        absent(follower.step());
      } else {
        step(follower.step());
      }
    }
    refuseWhatCannotBe();
    List<Expression> by = new ArrayList<>();
    List<String> byNames = new ArrayList<>();
    for (Expr.Field field : match.by()) {
      Field resolved = Field.path(field.path());
      by.add(new Expression.FieldValue(resolved));
      byNames.add(resolved.name());
      inputs.add(resolved.name());
    }
    inputs.add(Field.COMPONENT.name());
    if (match.returnAllRows()) {
      inputs.add(Field.SERVICE.name());
      inputs.add(Field.MESSAGE.name());
    }
    return plan(by, byNames);
  }

  private Plan.Match plan(List<Expression> by, List<String> byNames) {
    inputs.remove(Field.TS.name());
    inputs.remove(Field.NODE.name());
    inputs.remove(Field.STREAM.name());
    if (sources.size() > 1) {
      inputs.remove(Field.EVENT_ID.name());
      inputs.add(Field.EVENT_ID.name());
    }
    SequencePattern pattern =
        new SequencePattern(
            elements,
            match.within() == null ? null : Literals.duration(match.within(), "WITHIN"),
            by,
            match.skew() == null ? Duration.ZERO : Literals.duration(match.skew(), "SKEW"),
            match.skipToNextRow(),
            match.returnAllRows());
    Limit limit =
        setting.limit(
            match.last() == null ? match.limit() : match.last(),
            match.last() == null ? "LIMIT" : "LAST");
    return new Plan.Match(
        fragments(byNames),
        List.copyOf(inputs),
        pattern,
        byNames,
        shown,
        match.lateness() == null ? null : Literals.duration(match.lateness(), "ALLOWED LATENESS"),
        range,
        match.last() != null,
        limit.rows(),
        limit.asked(),
        match.follow());
  }

  private void refuseWhatCannotBe() {
    boolean needed =
        elements.stream().anyMatch(e -> e instanceof SequencePattern.Step s && s.min() > 0);
    if (!needed) {
      throw TimeQlException.meaning(
          match.at(), "a pattern that may match nothing", "a step with at least one row");
    }
    if (elements.size() > SequencePattern.MAX_ELEMENTS) {
      throw TimeQlException.meaning(
          match.at(),
          "a pattern of " + elements.size() + " parts",
          "at most " + SequencePattern.MAX_ELEMENTS);
    }
    if (elements.getLast() instanceof SequencePattern.Absent && match.within() == null) {
      throw TimeQlException.meaning(
          match.at(),
          "NOT FOLLOWED BY at the end without WITHIN",
          "WITHIN, which says how long to wait for it");
    }
    if (match.limit() != null && match.last() != null) {
      throw TimeQlException.meaning(match.last().at(), "LAST beside LIMIT", "one of them");
    }
  }

  private void step(Step step) {
    List<Step.One> alternatives = new ArrayList<>();
    flatten(step, alternatives);
    Map<String, String> earlier = Map.copyOf(names);
    List<SequencePattern.Alternative> resolved = new ArrayList<>();
    for (Step.One one : alternatives) {
      String name = one.name() == null ? "step" + (++unnamed + namedSoFar()) : one.name();
      if (names.putIfAbsent(Scope.fold(name), name) != null) {
        throw TimeQlException.meaning(
            one.at(), "a second step named " + name, "a name for each step of its own");
      }
      Expression condition = condition(one.condition(), earlier, name);
      resolved.add(new SequencePattern.Alternative(name, condition));
      shown.add(shown(name, condition));
    }
    Quantifier quantifier = step.quantifier();
    elements.add(
        new SequencePattern.Step(
            resolved,
            quantifier.atLeast(),
            quantifier.atMost() == null ? SequencePattern.UNBOUNDED : quantifier.atMost()));
  }

  private int namedSoFar() {
    return names.size() - (unnamed - 1);
  }

  private static Plan.ShownStep shown(String name, Expression condition) {
    Set<String> fields = new LinkedHashSet<>();
    fields.add(Field.COMPONENT.name());
    condition.fields().forEach(field -> fields.add(field.name()));
    fields.remove(Field.TS.name());
    return new Plan.ShownStep(name, List.copyOf(fields));
  }

  private static void flatten(Step step, List<Step.One> into) {
    switch (step) {
      case Step.One one -> into.add(one);
      case Step.Any any -> {
        for (Step inner : any.steps()) {
          if (!inner.quantifier().equals(Quantifier.ONCE)) {
            throw TimeQlException.meaning(
                inner.at(),
                "a quantifier inside of alternatives",
                "the quantifier after the parentheses: (a: … | b: …) {3,}");
          }
          flatten(inner, into);
        }
      }
    }
  }

  private void absent(Step step) {
    if (!step.quantifier().equals(Quantifier.ONCE)) {
      throw TimeQlException.meaning(
          step.at(), "a quantifier after NOT FOLLOWED BY", "a step without one");
    }
    List<Step.One> alternatives = new ArrayList<>();
    flatten(step, alternatives);
    List<Expression> conditions = new ArrayList<>();
    for (Step.One one : alternatives) {
      conditions.add(condition(one.condition(), Map.copyOf(names), one.name()));
    }
    elements.add(
        new SequencePattern.Absent(
            conditions.size() == 1 ? conditions.getFirst() : new Expression.Or(conditions)));
  }

  private Expression condition(Expr written, Map<String, String> earlier, @Nullable String own) {
    Scope scope = setting.records().step(earlier, own);
    Expr absolute = new Absolute(scope).expr(written);
    Expression condition = new ExprResolver(scope).condition(absolute);
    collect(condition);
    Expr relaxed = new Relaxed(earlier.keySet(), own == null ? null : Scope.fold(own)).of(absolute);
    if (relaxed == null) {
      everythingIsNeeded = true;
    } else {
      filters.add(relaxed);
    }
    return condition;
  }

  private void collect(Expression expression) {
    switch (expression) {
      case Expression.FieldValue f -> inputs.add(f.field().name());
      case Expression.StepValue s -> inputs.add(s.field().name());
      default -> expression.operands().forEach(this::collect);
    }
  }

  private List<Fragment> fragments(List<String> by) {
    Expr where = null;
    if (!everythingIsNeeded) {
      List<Expr> different = filters.stream().distinct().toList();
      where = different.size() == 1 ? different.getFirst() : new Expr.Or(Position.NONE, different);
    }
    for (String name : by) {
      where = Setting.and(where, Setting.notNull(Setting.field(name)));
    }
    NodeSelect node = new NodeSelect();
    inputs.forEach(node::field);
    if (!match.follow()) {
      node.inAnyOrder();
    }
    return node.extract(match.extract())
        .where(where)
        .range(range)
        .follow(match.follow())
        .fragments(setting, sources);
  }
}

package dev.rearview.timeql.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rearview.model.ComponentId;
import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Expr.Literal;
import dev.rearview.timeql.syntax.Statement;
import dev.rearview.timeql.syntax.Statement.Range;
import dev.rearview.timeql.syntax.Statement.SelectItem;
import dev.rearview.timeql.syntax.TimeQlException;
import java.util.List;
import java.util.Locale;

/** Plans what travels in time and along causes: everything but the searches. */
final class TravelPlanner {
  private static final int MAX_DEPTH = 1_000;
  private static final List<String> TIMELINE =
      List.of("ts", "kind", "level", "component", "service", "message", "event_id");

  private TravelPlanner() {}

  static Plan.State state(Statement.State s, Request request) {
    Setting setting = Setting.of(request, s.zone());
    boolean ranged = !(s.range() instanceof Range.Everything);
    if (s.when() != null && ranged) {
      throw TimeQlException.meaning(s.when().at(), "AT beside a range", "one of them");
    }
    if (ranged && s.component() == null) {
      throw TimeQlException.meaning(
          s.at(), "a range without a component", "STATE OF 'namespace/name' FROM … TO …");
    }
    TimeRange range = setting.times().range(s.range());
    Long from = null;
    long to = setting.msOr(s.when(), request.nowMs());
    if (ranged) {
      from = range.hasFrom() ? toMs(range.fromNanos()) : Long.valueOf(0);
      to = range.hasTo() ? toMs(range.toNanos()) : request.nowMs();
    }
    return new Plan.State(
        s.component() == null ? null : component(s.component()),
        from,
        to,
        setting.condition(s.where()),
        setting.limit(s.limit(), "LIMIT").rows());
  }

  private static long toMs(long nanos) {
    return dev.rearview.engine.record.Times.toMillis(nanos);
  }

  static Plan.Timeline timeline(Statement.Timeline s, Request request) {
    Statement.Select select =
        new Statement.Select(
            s.at(),
            TIMELINE.stream()
                .map(name -> (SelectItem) new SelectItem.Column(Setting.field(name), null))
                .toList(),
            List.of(
                new Statement.Source(s.at(), "events", List.of()),
                new Statement.Source(s.at(), "logs", List.of())),
            List.of(),
            s.where(),
            s.range(),
            s.zone(),
            List.of(),
            null,
            List.of(),
            s.limit(),
            s.last(),
            null,
            false);
    Setting setting = Setting.of(request, s.zone());
    return new Plan.Timeline(
        setting.times().range(s.range()),
        setting.condition(s.where()),
        (Plan.Rows) new SelectPlanner(select, request).plan());
  }

  static Plan.Dependencies dependencies(Statement.Dependencies s, Request request) {
    return new Plan.Dependencies(
        component(s.component()), Setting.of(request, s.zone()).msOr(s.when(), request.nowMs()));
  }

  static Plan.Simulate simulate(Statement.Simulate s, Request request) {
    Setting setting = Setting.of(request, s.zone());
    TimeRange range = setting.times().range(s.range());
    return new Plan.Simulate(
        Literals.key(s.session(), "the session's id in '…'"),
        range.hasFrom() ? (Long) toMs(range.fromNanos()) : null,
        range.hasTo() ? (Long) toMs(range.toNanos()) : null,
        s.step() == null ? 0 : Math.max(1, Literals.span(s.step(), "STEP") / 1_000_000),
        s.overrides().stream().map(o -> change(o, setting)).toList(),
        setting.limit(s.limit(), "LIMIT").rows());
  }

  static Plan.Traverse traverse(Statement.Traverse s, Request request) {
    Setting setting = Setting.of(request, s.zone());
    return new Plan.Traverse(
        Literals.text(s.event(), "an event's id in '…'"),
        s.forward(),
        setting.condition(s.until()),
        s.depth() == null
            ? Plan.Traverse.DEFAULT_DEPTH
            : Literals.count(s.depth(), "DEPTH", 1, MAX_DEPTH),
        s.minConfidence() == null ? 0 : Literals.fraction(s.minConfidence(), "MIN CONFIDENCE"),
        setting.limit(s.limit(), "LIMIT").rows());
  }

  static Plan.RootCause rootCause(Statement.RootCause s, Request request) {
    Setting setting = Setting.of(request, s.zone());
    return new Plan.RootCause(
        s.event() == null ? null : Literals.text(s.event(), "an event's id in '…'"),
        s.session() == null ? null : Literals.key(s.session(), "a session's id in '…'"),
        s.when() == null ? null : (Long) setting.ms(s.when()),
        setting.condition(s.where()),
        s.within() == null
            ? Plan.RootCause.DEFAULT_WITHIN.toMillis()
            : Literals.span(s.within(), "WITHIN") / 1_000_000,
        s.limit() == null
            ? Plan.RootCause.DEFAULT_LIMIT
            : Literals.count(s.limit(), "LIMIT", 1, 1_000));
  }

  static Plan.Predict predict(Statement.Predict s, Request request) {
    Setting setting = Setting.of(request, s.zone());
    return new Plan.Predict(
        setting.msOr(s.from(), request.nowMs()),
        Math.max(1, Literals.span(s.horizon(), "NEXT") / 1_000_000),
        s.of().stream().map(TravelPlanner::metric).toList(),
        setting.condition(s.where()),
        setting.limit(s.limit(), "LIMIT").rows());
  }

  /** A metric's name in snake case: {@code errorRate} is {@code error_rate}. */
  private static String metric(Expr expr) {
    if (expr instanceof Expr.Field field) {
      return field.name().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
    throw TimeQlException.meaning(
        expr.at(), Literals.shown(expr), "a metric's name such as error_rate");
  }

  static Plan.WhatIf whatIf(Statement.WhatIf s, Request request) {
    Setting setting = Setting.of(request, s.zone());
    return new Plan.WhatIf(
        change(s.change(), setting),
        s.within() == null
            ? Plan.WhatIf.DEFAULT_WITHIN.toMillis()
            : Literals.span(s.within(), "WITHIN") / 1_000_000);
  }

  private static String component(Literal literal) {
    String text = Literals.text(literal, "a component such as 'shop/cart'");
    ComponentId id = ComponentId.tryParse(text);
    if (id == null) {
      throw TimeQlException.meaning(
          literal.at(), Literals.shown(literal), "a component such as 'shop/cart'");
    }
    return id.toString();
  }

  private static Plan.Change change(Statement.Override override, Setting setting) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    for (Statement.Assignment assignment : override.assignments()) {
      List<String> path = assignment.field().path();
      ObjectNode at = patch;
      for (String part : path.subList(0, path.size() - 1)) {
        at = at.get(part) instanceof ObjectNode inner ? inner : at.putObject(part);
      }
      put(at, path.getLast(), assignment.value());
    }
    return new Plan.Change(
        component(override.component()),
        patch.toString(),
        override.when() == null ? null : (Long) setting.ms(override.when()));
  }

  private static void put(ObjectNode at, String name, Literal value) {
    switch (value) {
      case Expr.Text v -> at.put(name, v.value());
      case Expr.Int v -> at.put(name, v.value());
      case Expr.Real v -> at.put(name, v.value());
      case Expr.Truth v -> at.put(name, v.value());
      case Expr.Null v -> at.putNull(name);
      case Expr.Percent v -> at.put(name, Literals.shown(v));
      case Expr.Span v -> at.put(name, Literals.shown(v));
      case Expr.Param v -> throw new IllegalStateException("parameters are bound before: " + v);
    }
  }

  // ---- The system itself ----

  static Plan.ShowFields showFields(Statement.ShowFields s, Request request) {
    List<Source> sources = Sources.resolve(s.from(), Source.of(Source.Kind.LOGS));
    NodeSelect node = new NodeSelect();
    node.everything();
    return new Plan.ShowFields(
        sources, node.limit(1_000).fragments(Setting.of(request, null), sources));
  }

  static Plan.ShowCycles showCycles(Statement.ShowCycles s, Request request) {
    return new Plan.ShowCycles(Setting.of(request, s.zone()).msOr(s.when(), request.nowMs()));
  }

  static Plan.VerifyLog verifyLog(Statement.VerifyLog s, Request request) {
    return new Plan.VerifyLog(
        s.world() == null ? request.world() : Literals.text(s.world(), "a world's name in '…'"));
  }
}

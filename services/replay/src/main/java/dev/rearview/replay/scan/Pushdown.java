package dev.rearview.replay.scan;

import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.expression.Expression.Comparator;
import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Times;
import dev.rearview.model.ComponentId;
import dev.rearview.replay.log.Correlation;
import dev.rearview.replay.log.EventSelection;
import dev.rearview.replay.log.EventSelection.By;
import dev.rearview.timeql.plan.NodePart;
import dev.rearview.timeql.plan.TimeRange;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the index by which a fragment's events are read: by what its condition demands of them
 * all, else by time. The fragment still tests every event that it is given.
 */
final class Pushdown {
  private Pushdown() {}

  /** The events among which all are that the fragment can use. */
  static EventSelection selection(String world, NodePart part) {
    Map<BuiltIn, String> demanded = new EnumMap<>(BuiltIn.class);
    if (part.where() != null && part.context() == null) {
      collect(part.where(), demanded);
    }
    EventSelection all = EventSelection.all(world, by(demanded));
    // records around a match may lie outside of the range
    return part.context() == null ? all.between(fromMs(part.range()), toMs(part.range())) : all;
  }

  static long fromMs(TimeRange range) {
    return range.hasFrom() ? Times.toMillis(range.fromNanos()) : Long.MIN_VALUE;
  }

  static long toMs(TimeRange range) {
    return range.hasTo() ? Times.toMillis(range.toNanos()) : Long.MAX_VALUE;
  }

  private static By by(Map<BuiltIn, String> demanded) {
    UUID id = uuid(demanded.get(BuiltIn.EVENT_ID));
    if (id != null) {
      return new By.Id(id);
    }
    String session = demanded.get(BuiltIn.SESSION_ID);
    if (session != null) {
      return new By.Correlated(Correlation.SESSION_ID, session);
    }
    String request = demanded.get(BuiltIn.REQUEST_ID);
    if (request != null) {
      return new By.Correlated(Correlation.REQUEST_ID, request);
    }
    String trace = demanded.get(BuiltIn.TRACE_ID);
    if (trace != null) {
      return new By.Correlated(Correlation.TRACE_ID, trace);
    }
    String component = demanded.get(BuiltIn.COMPONENT);
    return component == null ? new By.Time() : new By.Component(component);
  }

  /** Equalities that hold for every match: the condition itself, or operands of its ANDs. */
  private static void collect(Expression where, Map<BuiltIn, String> demanded) {
    switch (where) {
      case Expression.And and -> and.operands().forEach(part -> collect(part, demanded));
      case Expression.Comparison equal when equal.operator() == Comparator.EQUAL -> {
        demand(equal.left(), equal.right(), demanded);
        demand(equal.right(), equal.left(), demanded);
      }
      case Expression.In in when in.candidates().size() == 1 ->
          demand(in.operand(), in.candidates().getFirst(), demanded);
      default -> {
        // anything else is only tested
      }
    }
  }

  private static void demand(Expression field, Expression value, Map<BuiltIn, String> demanded) {
    if (field instanceof Expression.FieldValue named
        && named.field().builtIn() != null
        && value instanceof Expression.Literal literal
        && literal.constant() instanceof String text
        && (named.field().builtIn() != BuiltIn.COMPONENT || isCanonical(text))) {
      demanded.putIfAbsent(named.field().builtIn(), text);
    }
  }

  private static boolean isCanonical(String component) {
    ComponentId id = ComponentId.tryParse(component);
    return id != null && id.toString().equals(component);
  }

  private static @Nullable UUID uuid(@Nullable String text) {
    try {
      return text == null || text.length() != 36 || !text.equals(text.toLowerCase(Locale.ROOT))
          ? null
          : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}

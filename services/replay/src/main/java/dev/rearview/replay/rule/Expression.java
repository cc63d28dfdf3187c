package dev.rearview.replay.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.rearview.replay.RefusedException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A checked CEL expression of a rule. */
public final class Expression {
  private final String of;
  private final Place place;
  private final CelRuntime.Program program;

  /**
   * Of a rule.
   *
   * @param of the rule's part that it is, for messages
   */
  Expression(String of, Place place, CelRuntime.Program program) {
    this.of = of;
    this.place = place;
    this.program = program;
  }

  /** What an expression sees. */
  public record Scope(Map<String, Object> variables) {
    /**
     * One message at a component.
     *
     * @param state the component's, before the rule
     * @param message an object
     */
    public static Scope of(String component, JsonNode state, JsonNode message, long nowMs) {
      Map<String, Object> variables = new LinkedHashMap<>();
      variables.put("component", component);
      variables.put("state", Values.ofJson(state));
      variables.put("message", Values.ofJson(message));
      variables.put("now_ms", nowMs);
      return new Scope(variables);
    }
  }

  boolean holds(Scope scope) {
    if (evaluate(scope) instanceof Boolean holds) {
      return holds;
    }
    throw failed("it is neither true nor false");
  }

  JsonNode value(Scope scope) {
    try {
      return Values.toJson(evaluate(scope));
    } catch (IllegalArgumentException e) {
      throw failed(String.valueOf(e.getMessage()));
    }
  }

  private Object evaluate(Scope scope) {
    try {
      return program.eval(scope.variables());
    } catch (CelEvaluationException e) {
      throw failed(String.valueOf(e.getMessage()));
    }
  }

  private RefusedException failed(String why) {
    return RefusedException.wrong("rule_failed", "%s (%s): %s".formatted(of, place, why));
  }
}

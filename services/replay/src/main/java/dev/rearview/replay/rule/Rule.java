package dev.rearview.replay.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a component does with a message: changes its state, sends messages on.
 *
 * @param name unique in its file
 * @param at the component that has the rule
 * @param from only messages of this one; null: of any
 * @param where null: always
 * @param sets what each path (a JSON pointer) of the state becomes
 */
public record Rule(
    String name,
    Place place,
    Named at,
    @Nullable Named from,
    @Nullable Expression where,
    Map<String, Expression> sets,
    List<Sending> sends) {
  public Rule {
    sets = new LinkedHashMap<>(sets);
    sends = List.copyOf(sends);
  }

  /** A component that a rule names by its canonical id, and where it does. */
  public record Named(String component, Place place) {}

  /**
   * A message that is sent.
   *
   * @param payload null: an empty object
   */
  public record Sending(Named to, @Nullable Expression payload) {}

  /**
   * What a message led to.
   *
   * @param sets by JSON pointer; JSON null removes
   * @param sends in order
   */
  public record Effects(Map<String, JsonNode> sets, List<Send> sends) {
    public Effects {
      sets = new LinkedHashMap<>(sets);
      sends = List.copyOf(sends);
    }
  }

  /** A message to be sent. */
  public record Send(String to, JsonNode payload) {}

  /** Whether a message of this component is one for it. */
  public boolean hears(String sender) {
    return from == null || from.component().equals(sender);
  }

  /**
   * What it does, all seen from the state before it; empty where the condition does not hold.
   *
   * @throws dev.rearview.replay.RefusedException {@code rule_failed}
   */
  public Optional<Effects> react(Expression.Scope scope) {
    if (where != null && !where.holds(scope)) {
      return Optional.empty();
    }
    Map<String, JsonNode> values = new LinkedHashMap<>();
    sets.forEach((path, expression) -> values.put(path, expression.value(scope)));
    List<Send> sent = new ArrayList<>();
    for (Sending sending : sends) {
      sent.add(
          new Send(
              sending.to().component(),
              sending.payload() == null ? Values.emptyObject() : sending.payload().value(scope)));
    }
    return Optional.of(new Effects(values, sent));
  }

  /** The components that it names. */
  List<Named> named() {
    List<Named> named = new ArrayList<>(List.of(at));
    if (from != null) {
      named.add(from);
    }
    sends.forEach(sending -> named.add(sending.to()));
    return named;
  }

  /** For messages to people. */
  public String title() {
    return "rule '%s' (%s)".formatted(name, place);
  }
}

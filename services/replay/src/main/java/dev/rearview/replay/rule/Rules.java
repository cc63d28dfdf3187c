package dev.rearview.replay.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of one world, in the order in which they stand. */
public final class Rules {
  /** Most rules of a world. */
  public static final int MAX_RULES = 500;

  public static final Rules NONE = new Rules(List.of(), "");

  private final List<Rule> all;
  private final String text;
  private final Map<String, List<Rule>> byComponent = new LinkedHashMap<>();

  /**
   * Some rules.
   *
   * @param text what they were read from
   */
  public Rules(List<Rule> all, String text) {
    this.all = List.copyOf(all);
    this.text = text;
    all.forEach(rule ->
        byComponent.computeIfAbsent(rule.at().component(), id -> new ArrayList<>()).add(rule));
  }

  /** Those that hear a message. */
  public List<Rule> hearing(String from, String to) {
    return byComponent.getOrDefault(to, List.of()).stream()
        .filter(rule -> rule.hears(from))
        .toList();
  }

  /** The components that they name, and where. */
  public List<Rule.Named> named() {
    return all.stream().flatMap(rule -> rule.named().stream()).toList();
  }

  /** Rules that were read from equal texts are equal. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Rules rules && rules.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}

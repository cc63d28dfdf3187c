package dev.rearview.engine.template;

import dev.rearview.engine.record.Amount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the group of a message. Groups with the same number of tokens and the same first one lie
 * together (after P. He et al., Drain, ICWS 2017). A message that equals a group's constant tokens
 * belongs to it. Groups that differ in the same places become one only when they are many: few
 * different words in a place are rather different messages, many are a variable.
 */
final class ParseTree {
  /** Groups that differ in one place and stay apart. */
  private static final int APART = 5;

  /** Groups that differ in several places and stay apart. */
  private static final int APART_IN_SEVERAL = 8;

  /** The least share of equal constant tokens at which groups may become one. */
  private static final double LIKENESS = 0.5;

  /** Groups with the same number of tokens and the same first one. */
  private static final int MAX_ALIKE = 2_000;

  private static final int MAX_KNOWN = 50_000;
  private static final String REST = "<rest>";
  private static final int MAX_CHILDREN = 200;

  private record Leaf(int tokens, String first) {}

  private final TemplateMiner.Limits limits;
  private final Map<Leaf, List<TokenGroup>> leaves = new HashMap<>();
  private final Map<Integer, Integer> children = new HashMap<>();
  private final Map<String, TokenGroup> known = new HashMap<>();
  private final Set<TokenGroup> groups = new LinkedHashSet<>();
  private final TokenGroup overflow = new TokenGroup(0, new String[] {Tokens.VARIABLE});
  private int lastId;
  private long overflowed;

  ParseTree(TemplateMiner.Limits limits) {
    this.limits = limits;
  }

  TokenGroup group(String message) {
    String[] tokens = Tokens.of(message, limits.maxTokens());
    String text = String.join(" ", tokens);
    TokenGroup group = known.get(text);
    if (group == null) {
      group = find(tokens);
      if (known.size() >= MAX_KNOWN) {
        known.clear();
      }
      known.put(text, group);
    }
    return group.current();
  }

  private TokenGroup find(String[] tokens) {
    List<TokenGroup> leaf = leaf(tokens);
    for (TokenGroup group : leaf) {
      if (group.covers(tokens)) {
        return group;
      }
    }
    List<TokenGroup> alike = alike(leaf, tokens);
    if (!alike.isEmpty()) {
      TokenGroup first = alike.getFirst();
      first.generalise(tokens);
      for (TokenGroup other : alike.subList(1, alike.size())) {
        first.absorb(other);
        leaf.remove(other);
        groups.remove(other);
      }
      return first;
    }
    if (groups.size() >= limits.maxTemplates() || leaf.size() >= MAX_ALIKE) {
      overflowed++;
      return overflow;
    }
    TokenGroup group = new TokenGroup(++lastId, tokens);
    groups.add(group);
    leaf.add(group);
    return group;
  }

  /** The groups that differ from a message in the same places, where they are too many. */
  private static List<TokenGroup> alike(List<TokenGroup> leaf, String[] tokens) {
    Map<List<Integer>, List<TokenGroup>> byPlaces = new HashMap<>();
    for (TokenGroup group : leaf) {
      if (group.isLike(tokens, LIKENESS)) {
        List<Integer> places = group.differences(tokens);
        List<TokenGroup> same = byPlaces.computeIfAbsent(places, p -> new ArrayList<>());
        same.add(group);
        if (same.size() >= (places.size() == 1 ? APART : APART_IN_SEVERAL)) {
          return same;
        }
      }
    }
    return List.of();
  }

  private List<TokenGroup> leaf(String[] tokens) {
    String first = tokens.length == 0 || Tokens.isVariable(tokens[0]) ? REST : tokens[0];
    Leaf key = new Leaf(tokens.length, first);
    List<TokenGroup> leaf = leaves.get(key);
    if (leaf != null) {
      return leaf;
    }
    if (!first.equals(REST) && children.merge(tokens.length, 1, Integer::sum) > MAX_CHILDREN) {
      key = new Leaf(tokens.length, REST);
    }
    return Objects.requireNonNull(leaves.computeIfAbsent(key, k -> new ArrayList<>()));
  }

  void absorb(ParseTree other) {
    other.groups.forEach(group -> group(group.template().text()));
    overflowed += other.overflowed;
  }

  List<MessageTemplate> templates() {
    return groups.stream().map(TokenGroup::template).toList();
  }

  List<String> boundsHit() {
    return overflowed == 0
        ? List.of()
        : List.of(
            "%s the template <*> because there were more than %,d templates, or %,d that begin alike"
                .formatted(
                    Amount.of(overflowed, "message shares", "messages share"),
                    limits.maxTemplates(),
                    MAX_ALIKE));
  }
}

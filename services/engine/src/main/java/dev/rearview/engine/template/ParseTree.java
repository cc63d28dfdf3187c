package dev.rearview.engine.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the group of a message by the number of its tokens and its first constant token, then by
 * likeness to the groups there (after P. He et al., Drain, ICWS 2017).
 */
final class ParseTree {
  /** The least share of equal constant tokens at which a message belongs to a group. */
  private static final double LIKENESS = 0.5;

  private static final String REST = "<rest>";
  private static final int MAX_CHILDREN = 200;

  private record Leaf(int tokens, String first) {}

  private final TemplateMiner.Limits limits;
  private final Map<Leaf, List<TokenGroup>> leaves = new HashMap<>();
  private final Map<Integer, Integer> children = new HashMap<>();
  private final List<TokenGroup> groups = new ArrayList<>();
  private final TokenGroup overflow = new TokenGroup(0, new String[] {Tokens.VARIABLE});
  private long overflowed;

  ParseTree(TemplateMiner.Limits limits) {
    this.limits = limits;
  }

  TokenGroup group(String message) {
    String[] tokens = Tokens.of(message, limits.maxTokens());
    List<TokenGroup> leaf = leaf(tokens);
    TokenGroup best = null;
    double bestLikeness = -1;
    for (TokenGroup group : leaf) {
      double likeness = group.likeness(tokens);
      if (likeness > bestLikeness) {
        best = group;
        bestLikeness = likeness;
      }
    }
    if (best != null && bestLikeness >= LIKENESS) {
      best.generalise(tokens);
      return best;
    }
    if (groups.size() >= limits.maxTemplates()) {
      overflowed++;
      return overflow;
    }
    TokenGroup group = new TokenGroup(groups.size() + 1, tokens);
    groups.add(group);
    leaf.add(group);
    return group;
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
    return leaves.computeIfAbsent(key, k -> new ArrayList<>());
  }

  List<MessageTemplate> templates() {
    return groups.stream().map(TokenGroup::template).toList();
  }

  List<String> boundsHit() {
    return overflowed == 0
        ? List.of()
        : List.of(
            "%,d messages share the template <*> because there were more than %,d templates"
                .formatted(overflowed, limits.maxTemplates()));
  }
}

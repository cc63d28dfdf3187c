package dev.rearview.engine.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages with the same number of tokens that agree on the constant ones. */
final class TokenGroup implements TemplateMiner.Group {
  private final int id;
  private final String[] tokens;
  private int constants;
  private @Nullable TokenGroup into;

  TokenGroup(int id, String[] tokens) {
    this.id = id;
    this.tokens = tokens.clone();
    for (String token : tokens) {
      constants += token.equals(Tokens.VARIABLE) ? 0 : 1;
    }
  }

  /** The group that it has become part of, or itself. */
  TokenGroup current() {
    TokenGroup group = this;
    while (group.into != null) {
      group = group.into;
    }
    return group;
  }

  /** Whether a message has all its constant tokens. */
  boolean covers(String[] other) {
    for (int i = 0; i < tokens.length; i++) {
      if (!tokens[i].equals(Tokens.VARIABLE) && !tokens[i].equals(other[i])) {
        return false;
      }
    }
    return true;
  }

  /** The places of constant tokens in which a message has another. */
  List<Integer> differences(String[] other) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < tokens.length; i++) {
      if (!tokens[i].equals(Tokens.VARIABLE) && !tokens[i].equals(other[i])) {
        places.add(i);
      }
    }
    return places;
  }

  /** Whether at least a share of the constant tokens are equal. */
  boolean isLike(String[] other, double share) {
    int allowed = (int) (constants * (1 - share));
    for (int i = 0; i < tokens.length; i++) {
      if (!tokens[i].equals(Tokens.VARIABLE) && !tokens[i].equals(other[i]) && --allowed < 0) {
        return false;
      }
    }
    return true;
  }

  void generalise(String[] other) {
    for (int place : differences(other)) {
      tokens[place] = Tokens.VARIABLE;
      constants--;
    }
  }

  void absorb(TokenGroup other) {
    generalise(other.tokens);
    other.into = this;
  }

  @Override
  public MessageTemplate template() {
    TokenGroup group = current();
    return new MessageTemplate(group.id, String.join(" ", group.tokens));
  }
}

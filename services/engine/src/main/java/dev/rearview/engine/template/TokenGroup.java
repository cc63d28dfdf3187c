package dev.rearview.engine.template;

/** Messages with the same number of tokens that agree on the constant ones. */
final class TokenGroup implements TemplateMiner.Group {
  private final int id;
  private final String[] tokens;
  private int constants;

  TokenGroup(int id, String[] tokens) {
    this.id = id;
    this.tokens = tokens.clone();
    for (String token : tokens) {
      constants += Tokens.isVariable(token) ? 0 : 1;
    }
  }

  /** The share of equal tokens, where variables on both sides count as equal. */
  double likeness(String[] other) {
    int equal = 0;
    int counted = 0;
    for (int i = 0; i < tokens.length; i++) {
      if (Tokens.isVariable(tokens[i])) {
        continue;
      }
      counted++;
      if (tokens[i].equals(other[i])) {
        equal++;
      }
    }
    return counted == 0 ? (constants == 0 ? 1 : 0) : (double) equal / counted;
  }

  void generalise(String[] other) {
    for (int i = 0; i < tokens.length; i++) {
      if (!tokens[i].equals(other[i]) && !Tokens.isVariable(tokens[i])) {
        tokens[i] = Tokens.VARIABLE;
      }
    }
  }

  @Override
  public MessageTemplate template() {
    return new MessageTemplate(id, String.join(" ", tokens));
  }
}

package dev.rearview.causality.edge;

/**
 * Where events meet; records are partitioned by its text.
 *
 * @param name the identifier's name; empty for the other kinds
 * @param value trace id, event id, identifier's value, or component
 */
public record JoinKey(String world, JoinKind kind, String name, String value) {
  /** Longest value that is joined by; longer ones are no identifiers. */
  public static final int MAX_VALUE = 256;

  public static JoinKey trace(String world, String traceId) {
    return new JoinKey(world, JoinKind.TRACE, "", traceId);
  }

  public static JoinKey event(String world, String eventId) {
    return new JoinKey(world, JoinKind.EXPLICIT, "", eventId);
  }

  public static JoinKey identifier(String world, String name, String value) {
    return new JoinKey(world, JoinKind.IDENTIFIER, name, value);
  }

  public static JoinKey component(String world, String component) {
    return new JoinKey(world, JoinKind.TROUBLE, "", component);
  }

  /** Its text on the topic and in the store. */
  @Override
  public String toString() {
    return world + '|' + kind.letter() + '|' + name + '|' + value;
  }

  /**
   * Reads the text again.
   *
   * @throws IllegalArgumentException where it is no such key
   */
  public static JoinKey parse(String text) {
    String[] parts = text.split("\\|", 4);
    JoinKind kind =
        parts.length == 4 && parts[1].length() == 1 ? JoinKind.ofLetter(parts[1].charAt(0)) : null;
    if (kind == null) {
      throw new IllegalArgumentException("'%s' is no join key".formatted(text));
    }
    return new JoinKey(parts[0], kind, parts[2], parts[3]);
  }
}

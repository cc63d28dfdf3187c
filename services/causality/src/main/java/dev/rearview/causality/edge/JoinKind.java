package dev.rearview.causality.edge;

import org.jspecify.annotations.Nullable;

/** What events meet under. */
public enum JoinKind {
  /** The spans of one trace. */
  TRACE('T', new TraceLinker()),
  /** An event, and those that name it as their cause. */
  EXPLICIT('X', new ExplicitLinker()),
  /** One value of one identifier. */
  IDENTIFIER('I', new IdentifierLinker()),
  /** The trouble of a component, and that of those who depend on it. */
  TROUBLE('D', new TroubleLinker());

  private final char letter;
  private final Linker linker;

  JoinKind(char letter, Linker linker) {
    this.letter = letter;
    this.linker = linker;
  }

  char letter() {
    return letter;
  }

  Linker linker() {
    return linker;
  }

  static @Nullable JoinKind ofLetter(char letter) {
    for (JoinKind kind : values()) {
      if (kind.letter == letter) {
        return kind;
      }
    }
    return null;
  }
}

package dev.rearview.engine.pattern;

import java.util.List;

/**
 * A pattern's syntax tree, as far as it matters for whether the pattern is found: groups are gone,
 * and so is who takes more.
 */
sealed interface Syntax {
  /** One code point of a set, which may be empty: then it is never found. */
  record One(CodePoints set) implements Syntax {}

  /** One after the other; of nothing it is the empty text. */
  record Sequence(List<Syntax> parts) implements Syntax {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /** One of at least two. */
  record Choice(List<Syntax> branches) implements Syntax {
    public Choice {
      branches = List.copyOf(branches);
    }
  }

  /**
   * Repetition.
   *
   * @param max {@link #UNLIMITED} or at least {@code min}
   */
  record Repeat(Syntax part, int min, int max) implements Syntax {
    static final int UNLIMITED = -1;
  }

  /** The empty text where something holds of its place. */
  record Assertion(Kind kind) implements Syntax {}

  /** What may hold of a place. */
  enum Kind {
    TEXT_START,
    LINE_START,
    TEXT_END,
    LINE_END,
    WORD_EDGE,
    NO_WORD_EDGE
  }
}

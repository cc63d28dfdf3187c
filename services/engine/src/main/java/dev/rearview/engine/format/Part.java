package dev.rearview.engine.format;

import java.util.List;

/** What a part of a pattern in RE2's syntax is, so far as formats need to know. */
sealed interface Part {
  /** One character of a class. */
  record One(ByteSet bytes) implements Part {}

  /** One after the other; none where it is empty. */
  record Row(List<Part> parts) implements Part {}

  record Choice(List<Part> parts) implements Part {}

  record Times(Part part, int min, int max) implements Part {}

  /** A group with a name. */
  record Group(String name, Part part) implements Part {}

  /** The place between a character of a word and another, or the text's beginning or end. */
  record Boundary() implements Part {}

  /** Whatever this is. */
  record Unknown() implements Part {}

  /** The parts of a pattern. */
  static Part of(String pattern) {
    return new PartReader(pattern).read();
  }
}

package dev.rearview.engine.pattern;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the bytes of a line or a record must contain. */
public sealed interface Requirement {
  /** Nothing is known: any bytes will do. */
  Requirement ALWAYS = new Always();

  /** No bytes will do. */
  Requirement NEVER = new Never();

  /** Whether these bytes, taken as one text, satisfy it. */
  boolean isMetBy(byte[] text, int from, int to);

  /**
   * Whether a text of any lines satisfies it if and only if one of some needles stands in one of
   * its lines, without what ends the line.
   */
  default boolean isOfOneLine() {
    return switch (this) {
      case Contains contains -> // at its end a "\r" may be of what ends the line
          !contains.needle.at(contains.needle.length() - 1).contains('\r');
      case Found found ->
          found.regex.isExactlyItsRequirement() && found.regex.requirement().isOfOneLine();
      case Any any -> any.parts.stream().allMatch(Requirement::isOfOneLine);
      case Never never -> true;
      case All all -> false;
      case BeginsOtherwise begins -> false;
      case Always always -> false;
    };
  }

  /** A needle stands somewhere. */
  record Contains(Needle needle) implements Requirement {
    @Override
    public boolean isMetBy(byte[] text, int from, int to) {
      return needle.isIn(text, from, to);
    }
  }

  /**
   * A pattern is found. Of a whole text its anchors mean that text's ends; in undivided bytes,
   * where it may speak of a stretch of them, anchors and word boundaries are taken to hold
   * everywhere.
   */
  record Found(Regex regex) implements Requirement {
    @Override
    public boolean isMetBy(byte[] text, int from, int to) {
      return regex.isFoundIn(text, from, to);
    }
  }

  /**
   * The first byte is another than this one, or there is none. Of lines that are looked for in
   * undivided bytes it is the byte behind a newline.
   *
   * @param usual 0 to 255, no newline
   */
  record BeginsOtherwise(int usual) implements Requirement {
    @Override
    public boolean isMetBy(byte[] text, int from, int to) {
      return from >= to || (text[from] & 0xFF) != usual;
    }
  }

  /** Every one of at least two, in any order. Made by {@link Requirement#all}. */
  record All(List<Requirement> parts) implements Requirement {
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean isMetBy(byte[] text, int from, int to) {
      for (Requirement part : parts) {
        if (!part.isMetBy(text, from, to)) {
          return false;
        }
      }
      return true;
    }
  }

  /** One or more of at least two. Made by {@link Requirement#any}. */
  record Any(List<Requirement> parts) implements Requirement {
    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean isMetBy(byte[] text, int from, int to) {
      for (Requirement part : parts) {
        if (part.isMetBy(text, from, to)) {
          return true;
        }
      }
      return false;
    }
  }

  /** See {@link #ALWAYS}. */
  record Always() implements Requirement {
    @Override
    public boolean isMetBy(byte[] text, int from, int to) {
      return true;
    }
  }

  /** See {@link #NEVER}. */
  record Never() implements Requirement {
    @Override
    public boolean isMetBy(byte[] text, int from, int to) {
      return false;
    }
  }

  /**
   * What the bytes of every text must contain that contains this literal: as much of it as {@link
   * Needle#canBe needles} can say, ALWAYS where that is nothing. Exact where the whole literal can
   * be a needle.
   */
  static Requirement containing(String literal) {
    List<Requirement> pieces = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < literal.length(); at = literal.offsetByCodePoints(at, 1)) {
      int c = literal.codePointAt(at);
      if (!Needle.canBe(Character.toString(c))) {
        addPiece(pieces, literal.substring(from, at));
        from = at + 1;
      }
    }
    addPiece(pieces, literal.substring(from));
    return all(pieces);
  }

  private static void addPiece(List<Requirement> pieces, String piece) {
    if (!piece.isEmpty()) {
      pieces.add(new Contains(Needle.of(piece)));
    }
  }

  /** All of these, flattened, without repetitions; ALWAYS where there are none. */
  static Requirement all(List<Requirement> parts) {
    Set<Requirement> kept = new LinkedHashSet<>();
    for (Requirement part : parts) {
      switch (part) {
        case Never never -> {
          return NEVER;
        }
        case Always always -> {}
        case All all -> kept.addAll(all.parts);
        case Contains contains -> kept.add(contains);
        case Found found -> kept.add(found);
        case BeginsOtherwise begins -> kept.add(begins);
        case Any any -> kept.add(any);
      }
    }
    return kept.isEmpty()
        ? ALWAYS
        : kept.size() == 1 ? kept.iterator().next() : new All(List.copyOf(kept));
  }

  /** Any of these, flattened, without repetitions; NEVER where there are none. */
  static Requirement any(List<Requirement> parts) {
    Set<Requirement> kept = new LinkedHashSet<>();
    for (Requirement part : parts) {
      switch (part) {
        case Always always -> {
          return ALWAYS;
        }
        case Never never -> {}
        case Any any -> kept.addAll(any.parts);
        case Contains contains -> kept.add(contains);
        case Found found -> kept.add(found);
        case BeginsOtherwise begins -> kept.add(begins);
        case All all -> kept.add(all);
      }
    }
    return kept.isEmpty()
        ? NEVER
        : kept.size() == 1 ? kept.iterator().next() : new Any(List.copyOf(kept));
  }
}

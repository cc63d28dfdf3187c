package dev.rearview.engine.format;

import dev.rearview.engine.pattern.ByteClass;
import dev.rearview.engine.pattern.Needle;
import dev.rearview.engine.pattern.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs of a text that stand in the bytes of every record that has it, if none of their characters
 * is escaped there.
 */
final class TextPieces {
  /** Shorter ones are found nearly everywhere. */
  private static final int SHORTEST = 2;

  private static final ByteClass OF_NUMBERS = Writing.anyOf("0123456789.eE+-");
  private static final String INFINITY = "-Infinity";
  private static final String AFTER_ESCAPE = "nrtbfu0123456789abcdef";

  /** Characters that are shown as escapes, and what these may be written as. */
  private static final String CONTROLS = "\u0000\u000f\u0010\u001f";

  /**
   * One run.
   *
   * @param characters all that it may have
   */
  private record Piece(List<ByteClass> classes, String characters) {
    Requirement plain() {
      return new Requirement.Contains(Needle.of(classes));
    }

    /** Whether a number may be shown so, however it is written. */
    boolean mayBeNumber() {
      return classes.stream().allMatch(c -> overlaps(c, OF_NUMBERS)) || mayBeIn(INFINITY);
    }

    private boolean mayBeIn(String text) {
      for (int at = 0; at + classes.size() <= text.length(); at++) {
        int i = 0;
        while (i < classes.size() && classes.get(i).contains(text.charAt(at + i))) {
          i++;
        }
        if (i == classes.size()) {
          return true;
        }
      }
      return false;
    }

    boolean mayFollowEscape() {
      return overlaps(classes.getFirst(), Writing.anyOf(AFTER_ESCAPE));
    }
  }

  private final List<Piece> pieces = new ArrayList<>();

  private TextPieces() {}

  private static boolean overlaps(ByteClass one, ByteClass other) {
    return one.or(other).size() < one.size() + other.size();
  }

  /**
   * Of a literal.
   *
   * @param splitting characters that stand in no run, with those that no needle can have
   */
  static TextPieces of(String literal, String splitting) {
    TextPieces all = new TextPieces();
    StringBuilder run = new StringBuilder();
    literal
        .codePoints()
        .forEach(c -> {
          String character = Character.toString(c);
          if (c < ' ' || splitting.indexOf(c) >= 0 || !Needle.canBe(character)) {
            all.add(run);
          } else {
            run.append(character);
          }
        });
    all.add(run);
    return all;
  }

  private void add(StringBuilder run) {
    if (run.length() >= SHORTEST) {
      List<ByteClass> classes = new ArrayList<>();
      for (byte b : run.toString().getBytes(StandardCharsets.UTF_8)) {
        classes.add(ByteClass.of(b & 0xFF));
      }
      pieces.add(new Piece(classes, run.toString()));
    }
    run.setLength(0);
  }

  /** Of a needle; bytes beyond ASCII are left out too. */
  static TextPieces of(Needle needle, String splitting) {
    TextPieces all = new TextPieces();
    ByteClass split = Writing.anyOf(splitting).or(ByteClass.range(0, ' ' - 1));
    split = split.or(ByteClass.range(0x80, 0xFF));
    List<ByteClass> run = new ArrayList<>();
    for (int i = 0; i < needle.length(); i++) {
      if (overlaps(needle.at(i), split)) {
        all.add(run);
      } else {
        run.add(needle.at(i));
      }
    }
    all.add(run);
    return all;
  }

  private void add(List<ByteClass> run) {
    if (run.size() >= SHORTEST) {
      StringBuilder characters = new StringBuilder();
      for (char c = ' '; c < 0x80; c++) {
        char tested = c;
        if (run.stream().anyMatch(one -> one.contains(tested))) {
          characters.append(c);
        }
      }
      pieces.add(new Piece(List.copyOf(run), characters.toString()));
    }
    run.clear();
  }

  /** What the bytes contain where the value is a text of its own. */
  Requirement ofText() {
    return written(pieces, false);
  }

  /** What the bytes contain where the value may also be a number or nested, shown as JSON. */
  Requirement ofShown() {
    List<Piece> sure = pieces.stream().filter(piece -> !piece.mayBeNumber()).toList();
    return written(sure, sure.stream().anyMatch(Piece::mayFollowEscape));
  }

  private static Requirement written(List<Piece> pieces, boolean controls) {
    if (pieces.isEmpty()) {
      return Requirement.ALWAYS;
    }
    StringBuilder characters = new StringBuilder(controls ? CONTROLS : "");
    pieces.forEach(piece -> characters.append(piece.characters()));
    return Requirement.any(
        List.of(
            Requirement.all(pieces.stream().map(Piece::plain).toList()),
            Writing.escaped(characters.toString()),
            Writing.quotedPair(characters.toString())));
  }
}

package dev.rearview.engine.format;

import dev.rearview.engine.pattern.ByteClass;
import dev.rearview.engine.pattern.Needle;
import dev.rearview.engine.pattern.Requirement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What surely stands right before and after the level in the records of a pattern: it makes a level
 * of one letter something that can be searched for.
 */
final class LevelNeighbours {
  private static final int MOST = 4;

  /** An envelope may write these otherwise: nothing is said of them nor of what is beyond. */
  private static final String ESCAPED = "\"\\<>&";

  private final List<ByteClass> before;
  private final ByteSet first;
  private final List<ByteClass> after;

  private LevelNeighbours(List<ByteClass> before, ByteSet first, List<ByteClass> after) {
    this.before = before;
    this.first = first;
    this.after = after;
  }

  /** Of each place in the pattern where a level may stand. */
  static List<LevelNeighbours> of(String pattern) {
    List<LevelNeighbours> found = new ArrayList<>();
    Part whole = Part.of(pattern);
    collect(whole, found);
    return found;
  }

  private static void collect(Part part, List<LevelNeighbours> found) {
    switch (part) {
      case Part.Choice choice -> choice.parts().forEach(inner -> collect(inner, found));
      case Part.Times times -> collect(times.part(), found);
      case Part.Group group -> {
        if (group.name().equals("level")) {
          found.add(new LevelNeighbours(List.of(), first(group), List.of()));
        } else {
          collect(group.part(), found);
        }
      }
      case Part.Row row -> {
        List<Part> flat = flat(row);
        for (int i = 0; i < flat.size(); i++) {
          if (flat.get(i) instanceof Part.Group group && group.name().equals("level")) {
            List<ByteClass> before = near(flat.subList(0, i).reversed());
            Collections.reverse(before);
            found.add(
                new LevelNeighbours(before, first(group), near(flat.subList(i + 1, flat.size()))));
          } else {
            collect(flat.get(i), found);
          }
        }
      }
      case Part.One one -> {}
      case Part.Boundary boundary -> {}
      case Part.Unknown unknown -> {}
    }
  }

  /** Parts one after the other, those of groups and rows within it too; the level stays one. */
  private static List<Part> flat(Part part) {
    List<Part> all = new ArrayList<>();
    switch (part) {
      case Part.Row row -> row.parts().forEach(inner -> all.addAll(flat(inner)));
      case Part.Group group when !group.name().equals("level") -> all.addAll(flat(group.part()));
      case Part.Times times when times.min() == times.max() && times.max() <= MOST -> {
        for (int i = 0; i < times.min(); i++) {
          all.addAll(flat(times.part()));
        }
      }
      case Part.Boundary boundary -> {}
      default -> all.add(part);
    }
    return all;
  }

  private static ByteSet first(Part.Group level) {
    return new LineShape(LineShapeReader.steps(level)).first();
  }

  /** The bytes nearest first, as many as are surely there. */
  private static List<ByteClass> near(List<Part> parts) {
    List<ByteClass> classes = new ArrayList<>();
    for (Part part : parts) {
      ByteSet bytes =
          switch (part) {
            case Part.One one -> one.bytes();
            case Part.Times t when t.min() > 0 && t.part() instanceof Part.One one -> one.bytes();
            default -> ByteSet.ALL;
          };
      boolean escaped = ESCAPED.chars().anyMatch(c -> bytes.has((char) c)) || hasControl(bytes);
      if (escaped || classes.size() == MOST) {
        return classes;
      }
      classes.add(classOf(bytes));
      if (bytes.others() || !(part instanceof Part.One)) {
        return classes;
      }
    }
    return classes;
  }

  private static boolean hasControl(ByteSet bytes) {
    for (char c = 0; c < ' '; c++) {
      if (bytes.has(c)) {
        return true;
      }
    }
    return bytes.has((char) 127);
  }

  private static ByteClass classOf(ByteSet bytes) {
    ByteClass all = bytes.others() ? ByteClass.range(0x80, 0xFF) : ByteClass.NONE;
    for (char c = 0; c < 128; c++) {
      all = bytes.has(c) ? all.or(ByteClass.of(c)) : all;
    }
    return all;
  }

  /** What the bytes of a record contain whose level is written as a word, whatever the case. */
  Requirement around(String word) {
    List<ByteClass> all = new ArrayList<>(before);
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      ByteClass letter = ByteClass.ignoringCase(c);
      if (i == 0) {
        letter = cases(c, letter);
      }
      if (letter.size() == 0) {
        return Requirement.NEVER;
      }
      all.add(letter);
    }
    all.addAll(after);
    return new Requirement.Contains(Needle.of(all));
  }

  private ByteClass cases(char c, ByteClass both) {
    String text = String.valueOf(c);
    ByteClass found = ByteClass.NONE;
    for (String form : List.of(text.toLowerCase(Locale.ROOT), text.toUpperCase(Locale.ROOT))) {
      found = first.has(form.charAt(0)) ? found.or(ByteClass.of(form.charAt(0))) : found;
    }
    return c < 128 ? found : both;
  }
}

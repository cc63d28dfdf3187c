package dev.rearview.engine.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a pattern into its parts. What it does not know is unknown, and what follows it too. */
final class PartReader {
  private static final ByteSet DIGITS = ByteSet.range('0', '9');
  private static final ByteSet WORDS =
      DIGITS.or(ByteSet.range('a', 'z')).or(ByteSet.range('A', 'Z')).or(ByteSet.of('_'));
  private static final ByteSet BLANKS = ByteSet.range('\t', '\r').or(ByteSet.of(' '));

  private final String pattern;
  private int at;
  private boolean anyCase;

  PartReader(String pattern) {
    this.pattern = pattern;
  }

  Part read() {
    Part part = choice();
    return at == pattern.length() ? part : new Part.Unknown();
  }

  private Part choice() {
    List<Part> parts = new ArrayList<>();
    parts.add(row());
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      parts.add(row());
    }
    return parts.size() == 1 ? parts.getFirst() : new Part.Choice(parts);
  }

  private Part row() {
    boolean outer = anyCase;
    List<Part> parts = new ArrayList<>();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      parts.add(repeated(atom()));
    }
    anyCase = outer;
    return new Part.Row(parts);
  }

  private Part repeated(Part part) {
    if (at >= pattern.length()) {
      return part;
    }
    int min;
    int max;
    switch (pattern.charAt(at)) {
      case '?' -> {
        min = 0;
        max = 1;
      }
      case '*' -> {
        min = 0;
        max = Integer.MAX_VALUE;
      }
      case '+' -> {
        min = 1;
        max = Integer.MAX_VALUE;
      }
      case '{' -> {
        int end = pattern.indexOf('}', at);
        String[] counts = pattern.substring(at + 1, Math.max(end, at + 1)).split(",", -1);
        if (end < 0 || !counts[0].matches("\\d{1,4}")) {
          return part;
        }
        min = Integer.parseInt(counts[0]);
        max =
            counts.length == 1
                ? min
                : counts[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(counts[1]);
        at = end;
      }
      default -> {
        return part;
      }
    }
    at++;
    if (at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == '+')) {
      at++;
    }
    return new Part.Times(part, min, max);
  }

  private Part atom() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> bracket();
      case '.' -> new Part.One(ByteSet.ALL);
      case '^', '$' -> new Part.Row(List.of());
      case '\\' -> escape();
      default -> one(c);
    };
  }

  private Part one(int c) {
    ByteSet bytes = ByteSet.of(c);
    return new Part.One(anyCase ? bytes.anyCase() : bytes);
  }

  private Part group() {
    boolean outer = anyCase;
    String named = null;
    if (pattern.startsWith("?", at)) {
      int name = pattern.indexOf('>', at);
      int colon = pattern.indexOf(':', at);
      int close = pattern.indexOf(')', at);
      if ((pattern.startsWith("?<", at) || pattern.startsWith("?P<", at)) && name > 0) {
        named = pattern.substring(pattern.indexOf('<', at) + 1, name);
        at = name + 1;
      } else if (colon > 0 && colon < close) {
        anyCase |= pattern.substring(at, colon).contains("i");
        at = colon + 1;
      } else {
        at = pattern.length() + 1;
        return new Part.Unknown();
      }
    }
    Part inner = choice();
    anyCase = outer;
    if (at < pattern.length() && pattern.charAt(at) == ')') {
      at++;
      return named == null ? inner : new Part.Group(named, inner);
    }
    at = pattern.length() + 1;
    return new Part.Unknown();
  }

  private Part escape() {
    if (at >= pattern.length()) {
      return new Part.Unknown();
    }
    char c = pattern.charAt(at++);
    ByteSet named = named(c);
    if (named != null) {
      return new Part.One(named);
    }
    return switch (c) {
      case 'b' -> new Part.Boundary();
      case 'A', 'z' -> new Part.Row(List.of());
      case 't' -> one('\t');
      case 'n' -> one('\n');
      case 'r' -> one('\r');
      default -> Character.isLetterOrDigit(c) ? new Part.Unknown() : one(c);
    };
  }

  private static @Nullable ByteSet named(char c) {
    return switch (c) {
      case 'd' -> DIGITS;
      case 'D' -> DIGITS.not();
      case 'w' -> WORDS;
      case 'W' -> WORDS.not();
      case 's' -> BLANKS;
      case 'S' -> BLANKS.not();
      default -> null;
    };
  }

  private Part bracket() {
    boolean not = pattern.startsWith("^", at);
    at += not ? 1 : 0;
    ByteSet all = ByteSet.NONE;
    boolean first = true;
    while (at < pattern.length() && (first || pattern.charAt(at) != ']')) {
      first = false;
      char c = pattern.charAt(at++);
      if (c == '[') {
        at = pattern.length() + 1;
        return new Part.Unknown();
      }
      if (c == '\\' && at < pattern.length()) {
        c = pattern.charAt(at++);
        ByteSet named = named(c);
        if (named != null) {
          all = all.or(named);
          continue;
        }
        c = c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
      }
      boolean range =
          at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']';
      if (range) {
        int last = pattern.charAt(at + 1);
        at += 2;
        if (last == '\\' && at < pattern.length()) {
          last = pattern.charAt(at++);
        }
        all = all.or(ByteSet.range(c, last));
      } else {
        all = all.or(ByteSet.of(c));
      }
    }
    at++;
    all = anyCase ? all.anyCase() : all;
    return new Part.One(not ? all.not() : all);
  }
}

package dev.rearview.engine.format;

import dev.rearview.engine.pattern.Quotes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of the JSON objects that were met: what stands between their values, byte for byte.
 * One logger's lines mostly share a few of them, so that a line is known to be an object, and its
 * values are found, by comparing what lies between and looking for the ends of values only.
 *
 * <p>A tree: a node is what stands before a value and of which kind that is; its children are what
 * may come after. Arrays are values as a whole; null belongs to what stands between.
 */
final class JsonShapes {
  /** Values of one line that are kept apart. */
  static final int MAX_VALUES = 128;

  private static final int MAX_NODES = 4_096;
  private static final int MAX_SIBLINGS = 8;
  private static final int MAX_BETWEEN = 512;
  private static final int MAX_DEPTH = 8;

  /** After so many lines it shows whether lines share shapes. */
  private static final int TRIED = 2_000;

  /** What kind of value stands behind. */
  private enum Kind {
    STRING,
    NUMBER,
    OTHER,
    /** None: it is the end. */
    END
  }

  /** What stands before a value, or at the end. */
  static final class Node {
    private final Kind kind;
    private final byte[] between;
    private final int length;
    private final long first;
    private final long firstMask;
    private final long second;
    private final long secondMask;
    private @Nullable Node firstChild;
    private @Nullable Node nextSibling;

    /** At an end: numbers of the values of wanted fields, see {@link JsonFields}. */
    private int[] answers = {};

    Node(Kind kind, byte[] b, int from, int to) {
      this.kind = kind;
      this.length = to - from;
      this.between = Arrays.copyOfRange(b, from, to);
      byte[] padded = Arrays.copyOf(between, length + Bytes.PADDING);
      this.firstMask = Bytes.mask(length);
      this.secondMask = Bytes.mask(length - 8);
      this.first = Bytes.eight(padded, 0) & firstMask;
      this.second = Bytes.eight(padded, 8) & secondMask;
    }

    /** Whether it stands here and its kind of value behind it. */
    private boolean isAt(byte[] b, int at, int to) {
      int behind = at + length;
      if (behind > to) {
        return false;
      }
      long differs =
          (Bytes.eight(b, at) ^ first) & firstMask | (Bytes.eight(b, at + 8) ^ second) & secondMask;
      if (differs != 0 || (length > 16 && !isRestAt(b, at, behind))) {
        return false;
      }
      return switch (kind) {
        case STRING -> true;
        case NUMBER -> b[behind] <= '9' && b[behind] >= '-';
        case OTHER -> b[behind] == '[' || b[behind] == 't' || b[behind] == 'f';
        case END -> behind == to;
      };
    }

    private boolean isRestAt(byte[] b, int at, int end) {
      return Arrays.equals(b, at + 16, end, between, 16, length);
    }

    private boolean isSame(Kind otherKind, byte[] b, int from, int to) {
      return kind == otherKind && length == to - from && isAt(b, from, to);
    }

    int answer(int wanted, int unknown) {
      return wanted < answers.length ? answers[wanted] : unknown;
    }

    void answer(int wanted, int value, int unknown) {
      if (wanted >= answers.length) {
        int known = answers.length;
        answers = Arrays.copyOf(answers, wanted + 1);
        Arrays.fill(answers, known, wanted, unknown);
      }
      answers[wanted] = value;
    }
  }

  private final Node root = new Node(Kind.END, new byte[Bytes.PADDING], 0, 0);
  private int nodes;
  private int lines;
  private int misses;

  /** Longer lines have their quotes looked for one by one. */
  private static final int MARKED = 1 << 14;

  private final long[] quotes = new long[MARKED / 64 + 1];

  /** Where the values of the line stand that was read last. */
  final int[] from = new int[MAX_VALUES];

  final int[] to = new int[MAX_VALUES];
  int values;

  /** The end of the line's shape; null where it is none that was met, or no object. */
  @Nullable Node match(byte[] b, int start, int end) {
    if (lines > TRIED && misses > lines >> 2) {
      return null;
    }
    lines++;
    boolean plain = end - start <= MARKED && Quotes.mark(b, start, end, quotes);
    Node node = root;
    int at = start;
    int count = 0;
    while (true) {
      Node child = node.firstChild;
      while (child != null && !child.isAt(b, at, end)) {
        child = child.nextSibling;
      }
      if (child == null) {
        misses++;
        return null;
      }
      at += child.length;
      if (child.kind == Kind.END) {
        values = count;
        return child;
      }
      int valueEnd =
          plain && child.kind == Kind.STRING
              ? markedEnd(at, start, end)
              : valueEnd(child, b, at, end);
      if (valueEnd < 0) {
        misses++;
        return null;
      }
      from[count] = at;
      to[count++] = valueEnd;
      at = valueEnd;
      node = child;
    }
  }

  private static int valueEnd(Node node, byte[] b, int at, int end) {
    return switch (node.kind) {
      case STRING -> JsonBytes.stringEnd(b, at, end);
      case NUMBER -> JsonBytes.numberEnd(b, at, end);
      case OTHER, END -> JsonBytes.valueEnd(b, at, end, MAX_DEPTH);
    };
  }

  /** The end of a string in a line whose quotes are marked, which has no escapes. */
  private int markedEnd(int at, int start, int end) {
    int place = at - start;
    int word = place >> 6;
    int last = end - start - 1 >> 6;
    if (word > last) {
      return JsonBytes.BAD;
    }
    long marks = quotes[word] >>> place;
    if (marks != 0) {
      return Math.min(at + Long.numberOfTrailingZeros(marks), end);
    }
    while (++word <= last) {
      if (quotes[word] != 0) {
        return Math.min(start + (word << 6) + Long.numberOfTrailingZeros(quotes[word]), end);
      }
    }
    return JsonBytes.BAD;
  }

  /** Remembers the shape of a line that is known to be an object; the end of it, or null. */
  @Nullable Node learn(byte[] b, int start, int end) {
    if (nodes >= MAX_NODES) {
      return null;
    }
    values = 0;
    Learning learning = new Learning(b, start, end);
    int at = JsonBytes.skipBlanks(b, start, end);
    learning.object(at, 0);
    return learning.end();
  }

  private final class Learning {
    private final byte[] b;
    private final int end;
    private int between;
    private @Nullable Node node = root;

    Learning(byte[] b, int start, int end) {
      this.b = b;
      this.between = start;
      this.end = end;
    }

    /** Behind an object. */
    int object(int at, int depth) {
      int i = JsonBytes.skipBlanks(b, at + 1, end);
      while (b[i] == '"') {
        i = value(JsonBytes.memberValue(b, i, end), depth);
        i = JsonBytes.skipBlanks(b, i, end);
        i = b[i] == ',' ? JsonBytes.skipBlanks(b, i + 1, end) : i;
      }
      return i + 1;
    }

    private int value(int at, int depth) {
      byte first = b[at];
      if (first == '{' && depth < MAX_DEPTH) {
        return object(at, depth + 1);
      }
      int valueEnd = JsonBytes.valueEnd(b, at, end, depth);
      if (first == '{') {
        node = null;
      } else if (first == '"') {
        take(Kind.STRING, at + 1, valueEnd - 1);
      } else if (first != 'n') {
        take(first <= '9' ? Kind.NUMBER : Kind.OTHER, at, valueEnd);
      }
      return valueEnd;
    }

    private void take(Kind kind, int valueFrom, int valueTo) {
      node = node == null || values == MAX_VALUES ? null : child(node, kind, valueFrom);
      if (node != null) {
        from[values] = valueFrom;
        to[values++] = valueTo;
      }
      between = valueTo;
    }

    private @Nullable Node child(Node parent, Kind kind, int betweenTo) {
      int siblings = 0;
      for (Node child = parent.firstChild; child != null; child = child.nextSibling) {
        if (child.isSame(kind, b, between, betweenTo)) {
          return child;
        }
        siblings++;
      }
      if (siblings >= MAX_SIBLINGS || betweenTo - between > MAX_BETWEEN) {
        return null;
      }
      Node made = new Node(kind, b, between, betweenTo);
      made.nextSibling = parent.firstChild;
      parent.firstChild = made;
      nodes++;
      return made;
    }

    @Nullable Node end() {
      return node == null ? null : child(node, Kind.END, end);
    }
  }
}

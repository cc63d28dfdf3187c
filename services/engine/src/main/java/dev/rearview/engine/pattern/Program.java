package dev.rearview.engine.pattern;

import dev.rearview.engine.pattern.Syntax.Assertion;
import dev.rearview.engine.pattern.Syntax.Choice;
import dev.rearview.engine.pattern.Syntax.Kind;
import dev.rearview.engine.pattern.Syntax.One;
import dev.rearview.engine.pattern.Syntax.Repeat;
import dev.rearview.engine.pattern.Syntax.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pattern as instructions: take a letter of a set and go on, go on in two ways, go on where
 * something holds of the place, or be done (Thompson's construction).
 */
final class Program {
  /** The instruction that is done. */
  static final int MATCH = 0;

  /** What {@link #operations} has for an instruction that goes on in two ways. */
  static final int SPLIT = -1;

  /** What {@link #operations} has for {@link #MATCH}. */
  private static final int DONE = Integer.MIN_VALUE;

  private static final Kind[] KINDS = Kind.values();

  /** As {@link #operations} says; of an assertion it is -2 - its kind. */
  private int[] operations = new int[64];

  private int[] next = new int[64];
  private int[] other = new int[64];
  private int size = 1;
  private final Map<CodePoints, Integer> sets = new LinkedHashMap<>();
  private final boolean asserts;
  private boolean looksAtWords;
  private boolean looksAtLines;
  private final Letters letters;
  private final long[][] members;
  private final int start;

  /**
   * @param asserts whether assertions mean something; otherwise they hold everywhere
   */
  Program(Syntax syntax, boolean asserts) {
    this.asserts = asserts;
    operations[MATCH] = DONE;
    start = compile(syntax, MATCH);
    List<CodePoints> told = new ArrayList<>(sets.keySet());
    told.add(CodePoints.NEWLINE);
    if (looksAtWords) {
      told.add(CodePoints.WORD);
    }
    letters = new Letters(told);
    members = sets.keySet().stream().map(this::lettersOf).toArray(long[][]::new);
  }

  private long[] lettersOf(CodePoints set) {
    long[] found = new long[(letters.size() >> 6) + 1];
    for (int letter : letters.of(set)) {
      found[letter >> 6] |= 1L << letter;
    }
    return found;
  }

  /** Where to start so that, when the part has been taken, it goes on at {@code then}. */
  private int compile(Syntax syntax, int then) {
    return switch (syntax) {
      case One one -> add(sets.computeIfAbsent(one.set(), set -> sets.size()), then, then);
      case Sequence sequence -> {
        int at = then;
        for (Syntax part : sequence.parts().reversed()) {
          at = compile(part, at);
        }
        yield at;
      }
      case Choice choice -> {
        int at = compile(choice.branches().getLast(), then);
        for (Syntax branch : choice.branches().reversed().subList(1, choice.branches().size())) {
          at = add(SPLIT, compile(branch, then), at);
        }
        yield at;
      }
      case Repeat repeat -> repeat(repeat, then);
      case Assertion assertion -> assertion(assertion.kind(), then);
    };
  }

  private int assertion(Kind kind, int then) {
    if (!asserts) {
      return then;
    }
    looksAtWords |= kind == Kind.WORD_EDGE || kind == Kind.NO_WORD_EDGE;
    looksAtLines |= kind == Kind.LINE_START;
    return add(-2 - kind.ordinal(), then, then);
  }

  private int repeat(Repeat repeat, int then) {
    int at = then;
    int copies = repeat.min();
    if (repeat.max() == Repeat.UNLIMITED) {
      int loop = add(SPLIT, then, then);
      int body = compile(repeat.part(), loop);
      next[loop] = body;
      at = copies == 0 ? loop : body;
      copies--;
    }
    for (int i = repeat.min(); i < repeat.max(); i++) {
      at = add(SPLIT, compile(repeat.part(), at), then);
    }
    for (int i = 0; i < copies; i++) {
      at = compile(repeat.part(), at);
    }
    return at;
  }

  private int add(int operation, int then, int orThen) {
    if (size == operations.length) {
      operations = Arrays.copyOf(operations, 2 * size);
      next = Arrays.copyOf(next, 2 * size);
      other = Arrays.copyOf(other, 2 * size);
    }
    operations[size] = operation;
    next[size] = then;
    other[size] = orThen;
    return size++;
  }

  int start() {
    return start;
  }

  int size() {
    return size;
  }

  Letters letters() {
    return letters;
  }

  /** Whether it can take a newline. */
  boolean takesNewline() {
    return sets.keySet().stream().anyMatch(set -> set.contains('\n'));
  }

  /** Whether it asks for word edges. */
  boolean looksAtWords() {
    return looksAtWords;
  }

  /** Whether it asks for starts of lines. */
  boolean looksAtLines() {
    return looksAtLines;
  }

  /**
   * Per instruction: not negative where it takes a letter, the number of the set that has it;
   * otherwise {@link #SPLIT}, or lower where it asserts something or is done.
   */
  int[] operations() {
    return operations;
  }

  /** What must hold. */
  Kind kind(int assertion) {
    return KINDS[-2 - operations[assertion]];
  }

  /** Per set, a bit for each letter. */
  long[][] members() {
    return members;
  }

  /** Where each instruction goes on. */
  int[] next() {
    return next;
  }

  /** Where a split also goes on. */
  int other(int split) {
    return other[split];
  }
}

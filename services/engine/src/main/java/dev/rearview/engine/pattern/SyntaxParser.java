package dev.rearview.engine.pattern;

import dev.rearview.engine.pattern.Syntax.Assertion;
import dev.rearview.engine.pattern.Syntax.Choice;
import dev.rearview.engine.pattern.Syntax.Kind;
import dev.rearview.engine.pattern.Syntax.One;
import dev.rearview.engine.pattern.Syntax.Repeat;
import dev.rearview.engine.pattern.Syntax.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads RE2's syntax as RE2/J 1.8 does. Of what is no pattern it finds out only what keeps it from
 * going on; the rest is RE2/J's to refuse.
 */
final class SyntaxParser {
  private final PatternText text;
  private final ClassBudget budget = new ClassBudget();
  private boolean foldsCase;
  private boolean multiLine;
  private boolean dotTakesNewline;

  private SyntaxParser(String pattern) {
    this.text = new PatternText(pattern);
  }

  /**
   * The tree of a pattern.
   *
   * @throws MalformedPatternException where it is none
   * @throws RegexRefusedException where RE2/J would take too long to compile it
   */
  static Syntax parse(String pattern) {
    return new SyntaxParser(pattern).choice();
  }

  /** Up to the end or to a ')', which is left to be read. */
  private Syntax choice() {
    List<Syntax> branches = new ArrayList<>();
    List<Syntax> sequence = new ArrayList<>();
    while (text.more() && !text.isNext(')')) {
      if (text.skipIf("|")) {
        branches.add(sequenceOf(sequence));
        sequence.clear();
      } else {
        item(sequence);
      }
    }
    branches.add(sequenceOf(sequence));
    return choiceOf(branches);
  }

  /** Branches of one character that stand side by side become a set. */
  private static Syntax choiceOf(List<Syntax> branches) {
    List<Syntax> merged = new ArrayList<>();
    for (Syntax branch : branches) {
      if (branch instanceof One one
          && !merged.isEmpty()
          && merged.getLast() instanceof One before) {
        merged.set(merged.size() - 1, new One(before.set().or(one.set())));
      } else {
        merged.add(branch);
      }
    }
    return merged.size() == 1 ? merged.getFirst() : new Choice(merged);
  }

  private static Syntax sequenceOf(List<Syntax> parts) {
    return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
  }

  /** Adds what comes next; an operator repeats what was added last. */
  private void item(List<Syntax> sequence) {
    int c = text.next();
    switch (c) {
      case '(' -> group(sequence);
      case '[' -> sequence.add(new One(new ClassParser(text, budget, foldsCase).brackets()));
      case '^' -> sequence.add(new Assertion(multiLine ? Kind.LINE_START : Kind.TEXT_START));
      case '$' -> sequence.add(new Assertion(multiLine ? Kind.LINE_END : Kind.TEXT_END));
      case '.' ->
          sequence.add(new One(dotTakesNewline ? CodePoints.ALL : CodePoints.NEWLINE.complement()));
      case '*' -> repeatLast(sequence, 0, Repeat.UNLIMITED);
      case '+' -> repeatLast(sequence, 1, Repeat.UNLIMITED);
      case '?' -> repeatLast(sequence, 0, 1);
      case '{' -> counted(sequence);
      case '\\' -> escape(sequence);
      default -> sequence.add(literal(c));
    }
  }

  private One literal(int c) {
    return new One(foldsCase ? budget.foldedRange(c, c) : CodePoints.range(c, c));
  }

  private void repeatLast(List<Syntax> sequence, int min, int max) {
    if (sequence.isEmpty()) {
      throw new MalformedPatternException("missing argument to repetition operator");
    }
    text.skipIf("?");
    sequence.add(new Repeat(sequence.removeLast(), min, max));
  }

  private void counted(List<Syntax> sequence) {
    int[] counts = text.counts();
    if (counts.length == 0) {
      sequence.add(literal('{'));
    } else {
      repeatLast(sequence, counts[0], counts[1]);
    }
  }

  private void group(List<Syntax> sequence) {
    boolean outerFolds = foldsCase;
    boolean outerLines = multiLine;
    boolean outerDot = dotTakesNewline;
    if (text.skipIf("?P<") || text.skipIf("?<")) {
      text.until(">");
    } else if (text.skipIf("?") && !flags()) {
      return;
    }
    sequence.add(choice());
    if (!text.skipIf(")")) {
      throw new MalformedPatternException("missing closing )");
    }
    foldsCase = outerFolds;
    multiLine = outerLines;
    dotTakesNewline = outerDot;
  }

  /** Reads flags; false where they end with ')' and so hold for what follows. */
  private boolean flags() {
    boolean on = true;
    while (true) {
      switch (text.next()) {
        case 'i' -> foldsCase = on;
        case 'm' -> multiLine = on;
        case 's' -> dotTakesNewline = on;
        case '-' -> on = false;
        case ':' -> {
          return true;
        }
        case ')' -> {
          return false;
        }
        default -> {} // U: who takes more
      }
    }
  }

  private void escape(List<Syntax> sequence) {
    if (text.skipIf("A")) {
      sequence.add(new Assertion(Kind.TEXT_START));
    } else if (text.skipIf("z")) {
      sequence.add(new Assertion(Kind.TEXT_END));
    } else if (text.skipIf("b")) {
      sequence.add(new Assertion(Kind.WORD_EDGE));
    } else if (text.skipIf("B")) {
      sequence.add(new Assertion(Kind.NO_WORD_EDGE));
    } else if (text.skipIf("Q")) {
      text.until("\\E").codePoints().forEach(c -> sequence.add(literal(c)));
    } else {
      ClassParser classes = new ClassParser(text, budget, foldsCase);
      sequence.add(
          classes
              .escapedClass()
              .<Syntax>map(One::new)
              .orElseGet(() -> literal(text.escapedCharacter())));
    }
  }
}

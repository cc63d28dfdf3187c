package dev.rearview.timeql.syntax;

import dev.rearview.timeql.grammar.TimeQlLexer;
import dev.rearview.timeql.grammar.TimeQlParser;
import dev.rearview.timeql.syntax.TimeQlException.Code;
import java.util.ArrayDeque;
import java.util.Deque;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/**
 * Reads TimeQL. A text that is too long or nests too deep is refused before it is parsed, so that
 * no text can exhaust the stack.
 */
public final class Syntax {
  /** Longest statement that a user may send, in characters. */
  public static final int MAX_LENGTH = 100_000;

  /** Longest text between the parts of the product, where subqueries are resolved to lists. */
  public static final int MAX_FRAGMENT_LENGTH = 8_000_000;

  /** Deepest nesting of parentheses and prefix operators. */
  public static final int MAX_DEPTH = 64;

  private Syntax() {}

  /**
   * Reads one statement.
   *
   * @throws TimeQlException where the text is no statement
   */
  public static Statement statement(String text) {
    return statement(text, MAX_LENGTH);
  }

  /**
   * As {@link #statement(String)}, for a text that the product wrote itself.
   *
   * @throws TimeQlException where the text is no statement
   */
  public static Statement fragment(String text) {
    return statement(text, MAX_FRAGMENT_LENGTH);
  }

  /**
   * Reads a condition that stands alone.
   *
   * @throws TimeQlException where the text is no condition
   */
  public static Expr condition(String text) {
    return new ExprBuilder().expr(parser(text, MAX_FRAGMENT_LENGTH).condition().expr());
  }

  private static Statement statement(String text, int maxLength) {
    return new StatementBuilder().body(parser(text, maxLength).statement().body());
  }

  private static TimeQlParser parser(String text, int maxLength) {
    if (text.length() > maxLength) {
      throw new TimeQlException(
          Code.TOO_LARGE,
          Position.NONE,
          "a statement of " + text.length() + " characters",
          "at most " + maxLength,
          null);
    }
    TimeQlLexer lexer = new TimeQlLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    tokens.fill();
    checkWords(tokens);
    tokens.seek(0);
    TimeQlParser parser = new TimeQlParser(tokens);
    parser.removeErrorListeners();
    parser.setErrorHandler(new SyntaxErrors());
    return parser;
  }

  /** Depth, and characters that begin no word. */
  private static void checkWords(CommonTokenStream tokens) {
    Deque<Integer> open = new ArrayDeque<>();
    int depth = 0;
    int prefixes = 0;
    for (Token token : tokens.getTokens()) {
      String text = token.getText();
      switch (token.getType()) {
        case TimeQlLexer.UNKNOWN, TimeQlLexer.UNTERMINATED -> throw SyntaxErrors.unreadable(token);
        case TimeQlLexer.NOT -> prefixes++;
        case TimeQlLexer.SPACE, TimeQlLexer.COMMENT -> {}
        default -> {
          if (text.equals("(")) {
            open.push(prefixes + 1);
            depth += prefixes + 1;
            prefixes = 0;
          } else if (text.equals(")") && !open.isEmpty()) {
            depth -= open.pop();
            prefixes = 0;
          } else {
            prefixes = text.equals("-") ? prefixes + 1 : 0;
          }
        }
      }
      if (depth + prefixes > MAX_DEPTH) {
        throw new TimeQlException(
            Code.TOO_LARGE,
            position(token),
            "an expression nested deeper",
            "at most " + MAX_DEPTH + " levels",
            null);
      }
    }
  }

  static Position position(Token token) {
    return Position.of(token.getLine(), token.getCharPositionInLine() + 1);
  }
}

package dev.rearview.timeql.syntax;

import dev.rearview.timeql.grammar.TimeQlLexer;
import dev.rearview.timeql.grammar.TimeQlParser;
import dev.rearview.timeql.syntax.TimeQlException.Code;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNConfig;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/** Turns the parser's first error into a {@link TimeQlException}; nothing is repaired. */
final class SyntaxErrors extends DefaultErrorStrategy {
  private static final int MOST_SHOWN = 14;

  private static final Set<String> OPERATORS =
      Set.of("=", "!=", "<>", "<", "<=", ">", ">=", "=~", "!~", "+", "-", "*", "/", "%");

  private static final Set<String> WORD_OPERATORS =
      Set.of("AND", "OR", "NOT", "IS", "IN", "LIKE", "BETWEEN", "CONTAINS", "STARTS");

  /** What begins a value; with all of them expected, "a value or field" says it. */
  private static final Set<Integer> VALUES =
      Set.of(TimeQlLexer.STRING, TimeQlLexer.NUMBER, TimeQlLexer.DURATION);

  @Override
  public void recover(Parser recognizer, RecognitionException e) {
    throw error(recognizer, e);
  }

  @Override
  public Token recoverInline(Parser recognizer) {
    throw error(recognizer, null);
  }

  /**
   * Called where the parser could leave or repeat a loop: a word that fits neither is the error,
   * and is said here, where it is still known all that would fit.
   */
  @Override
  public void sync(Parser recognizer) {
    ATNState state = recognizer.getInterpreter().atn.states.get(recognizer.getState());
    IntervalSet next = recognizer.getATN().nextTokens(state);
    if (next.contains(recognizer.getInputStream().LA(1))) {
      nextTokensContext = null;
      nextTokensState = ATNState.INVALID_STATE_NUMBER;
    } else if (!next.contains(Token.EPSILON)) {
      throw error(recognizer, null);
    } else if (nextTokensContext == null) {
      nextTokensContext = recognizer.getContext();
      nextTokensState = recognizer.getState();
    }
  }

  @Override
  public void reportError(Parser recognizer, RecognitionException e) {
    throw error(recognizer, e);
  }

  static TimeQlException unreadable(Token token) {
    String text = token.getText();
    if (token.getType() == TimeQlLexer.UNTERMINATED) {
      return syntax(token, "text that does not end", "a closing ' (a quote in text is '')", null);
    }
    if (text.equals("\"") || text.equals("\u201c") || text.equals("\u201d")) {
      return syntax(token, text, "text in '…', an odd field name in `…`", "'");
    }
    if (text.equals("\u2018") || text.equals("\u2019")) {
      return syntax(token, text, "text in '…'", "'");
    }
    return syntax(token, "'" + text + "'", "a word, a value or an operator", null);
  }

  private TimeQlException error(Parser recognizer, @Nullable RecognitionException e) {
    Token at = e == null ? recognizer.getCurrentToken() : e.getOffendingToken();
    IntervalSet expected =
        switch (e) {
          case null -> null;
          case NoViableAltException none -> deadEnds(recognizer, none);
          default -> e.getExpectedTokens();
        };
    if (expected == null) {
      expected =
          nextTokensContext == null
              ? recognizer.getExpectedTokens()
              : recognizer.getATN().getExpectedTokens(nextTokensState, nextTokensContext);
    }
    return error(at, expected);
  }

  /** What each alternative that was tried would have taken where the last of them ended. */
  private static @Nullable IntervalSet deadEnds(Parser recognizer, NoViableAltException e) {
    IntervalSet expected = new IntervalSet();
    if (e.getDeadEndConfigs() != null) {
      for (ATNConfig config : e.getDeadEndConfigs()) {
        expected.addAll(recognizer.getATN().nextTokens(config.state));
      }
      expected.remove(Token.EPSILON);
    }
    return expected.isNil() ? e.getExpectedTokens() : expected;
  }

  private static TimeQlException error(Token at, IntervalSet expected) {
    List<String> all = new ArrayList<>();
    boolean name = expected.contains(TimeQlLexer.IDENTIFIER);
    boolean value = expected.toSet().containsAll(VALUES);
    Set<String> shown = new LinkedHashSet<>();
    if (value && name) {
      shown.add("a value or a field");
    } else if (name) {
      shown.add("a name");
    } else if (value) {
      shown.add("a value");
    }
    for (int type : expected.toList()) {
      String text = display(type);
      all.add(text);
      boolean hidden = (name && isWord(type)) || (value && isValueStart(type));
      if (OPERATORS.contains(text) || (WORD_OPERATORS.contains(text) && !value)) {
        shown.add("an operator");
      } else if (!hidden) {
        shown.add(text);
      }
    }
    return syntax(at, found(at), listed(shown), name ? null : nearest(at, all));
  }

  private static boolean isWord(int type) {
    String symbolic = TimeQlParser.VOCABULARY.getSymbolicName(type);
    return symbolic != null && type != TimeQlLexer.STRING && !symbolic.equals("NUMBER");
  }

  private static boolean isValueStart(int type) {
    return switch (type) {
      case TimeQlLexer.STRING,
          TimeQlLexer.NUMBER,
          TimeQlLexer.DURATION,
          TimeQlLexer.TRUE,
          TimeQlLexer.FALSE,
          TimeQlLexer.NULL ->
          true;
      default -> {
        String text = display(type);
        yield text.equals("(") || text.equals("-") || text.equals(":") || text.equals("NOT");
      }
    };
  }

  private static String display(int type) {
    return switch (type) {
      case Token.EOF -> "the end";
      case TimeQlLexer.STRING -> "text in '…'";
      case TimeQlLexer.NUMBER -> "a number";
      case TimeQlLexer.DURATION -> "a duration";
      case TimeQlLexer.IDENTIFIER, TimeQlLexer.QUOTED -> "a name";
      case TimeQlLexer.UNIT -> "a unit of time";
      case TimeQlLexer.SKIP_ -> "SKIP";
      default -> {
        String literal = TimeQlParser.VOCABULARY.getLiteralName(type);
        if (literal != null) {
          yield literal.substring(1, literal.length() - 1).toUpperCase(Locale.ROOT);
        }
        yield TimeQlParser.VOCABULARY.getDisplayName(type);
      }
    };
  }

  private static String found(Token token) {
    if (token.getType() == Token.EOF) {
      return "the end of the statement";
    }
    String text = token.getText();
    String shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
    return token.getType() == TimeQlLexer.STRING ? "the text " + shown : "'" + shown + "'";
  }

  private static String listed(Set<String> shown) {
    List<String> parts = new ArrayList<>(shown);
    if (parts.size() > MOST_SHOWN) {
      parts = new ArrayList<>(parts.subList(0, MOST_SHOWN));
      parts.add("…");
    }
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    String last = parts.removeLast();
    return String.join(", ", parts) + (last.equals("…") ? ", …" : " or " + last);
  }

  private static @Nullable String nearest(Token at, List<String> expected) {
    if (at.getType() == Token.EOF) {
      return null;
    }
    List<String> words =
        expected.stream().filter(w -> !w.isEmpty() && Character.isUpperCase(w.charAt(0))).toList();
    return Nearest.of(at.getText(), words);
  }

  private static TimeQlException syntax(
      Token at, String found, String expected, @Nullable String nearest) {
    return new TimeQlException(Code.SYNTAX, Syntax.position(at), found, expected, nearest);
  }
}

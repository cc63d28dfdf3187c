package dev.rearview.replay.rule;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction.Overload.Arithmetic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks and prepares expressions of the Common Expression Language (cel.dev) with its standard
 * functions and macros. What one evaluation may cost is bounded: the expression's length and depth,
 * the iterations of its macros, the size of what {@code +} joins, the size of a pattern.
 */
final class ExpressionCompiler {
  private static final int MAX_LENGTH = 1_000;
  private static final int MAX_DEPTH = 32;
  private static final int MAX_ITERATIONS = 1_000;
  private static final int MAX_PATTERN = 1_000;
  static final int MAX_TEXT = 16 * 1024;
  static final int MAX_ITEMS = 1_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(MAX_LENGTH)
          .maxParseRecursionDepth(MAX_DEPTH)
          .comprehensionMaxIterations(MAX_ITERATIONS)
          .maxRegexProgramSize(MAX_PATTERN)
          .enableHeterogeneousNumericComparisons(true)
          .build();
  private static final MapType OBJECT = MapType.create(SimpleType.STRING, SimpleType.DYN);

  /** Joins that are bounded here instead. */
  private static final Set<CelStandardFunctions.StandardOverload> JOINS =
      Set.of(Arithmetic.ADD_STRING, Arithmetic.ADD_LIST, Arithmetic.ADD_BYTES);

  private final CelCompiler compiler =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("component", SimpleType.STRING)
          .addVar("state", OBJECT)
          .addVar("message", OBJECT)
          .addVar("now_ms", SimpleType.INT)
          .build();
  private final CelRuntime runtime =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .setStandardEnvironmentEnabled(false)
          .setStandardFunctions(
              CelStandardFunctions.newBuilder()
                  .filterFunctions((function, overload) -> !JOINS.contains(overload))
                  .build())
          .addFunctionBindings(
              CelFunctionBinding.from(
                  "add_string", String.class, String.class, ExpressionCompiler::join),
              CelFunctionBinding.from("add_list", List.class, List.class, ExpressionCompiler::join))
          .build();

  /** What is wrong with an expression, and where in it, from 0. */
  static final class BadExpression extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final int column;

    BadExpression(String message, int line, int column) {
      super(message);
      this.line = line;
      this.column = column;
    }

    /** From 1. */
    int line() {
      return line;
    }

    /** From 0. */
    int column() {
      return column;
    }
  }

  /** Checks an expression; {@code condition}: it has to be true or false. */
  CelRuntime.Program compile(String text, boolean condition) throws BadExpression {
    CelValidationResult checked = compiler.compile(text);
    if (checked.hasError()) {
      CelIssue first = checked.getErrors().getFirst();
      throw new BadExpression(
          first.getMessage(),
          Math.max(1, first.getSourceLocation().getLine()),
          Math.max(0, first.getSourceLocation().getColumn()));
    }
    try {
      CelType type = checked.getAst().getResultType();
      if (condition && !type.equals(SimpleType.BOOL) && !type.equals(SimpleType.DYN)) {
        throw new BadExpression(
            "a condition is true or false, this is a %s".formatted(type.name()), 1, 0);
      }
      return runtime.createProgram(checked.getAst());
    } catch (CelValidationException | CelEvaluationException e) {
      throw new BadExpression(String.valueOf(e.getMessage()), 1, 0);
    }
  }

  private static Object join(String left, String right) throws CelEvaluationException {
    if (left.length() + right.length() > MAX_TEXT) {
      throw new CelEvaluationException("a text of more than %d characters".formatted(MAX_TEXT));
    }
    return left + right;
  }

  private static Object join(List<?> left, List<?> right) throws CelEvaluationException {
    if (left.size() + right.size() > MAX_ITEMS) {
      throw new CelEvaluationException("a list of more than %d items".formatted(MAX_ITEMS));
    }
    List<Object> joined = new ArrayList<>(left);
    joined.addAll(right);
    return joined;
  }
}

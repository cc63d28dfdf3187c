package dev.rearview.engine.expression;

import dev.rearview.engine.format.SaidByReader;
import dev.rearview.engine.format.TextRules;
import dev.rearview.engine.pattern.Needle;
import dev.rearview.engine.pattern.Requirement;
import dev.rearview.engine.record.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a condition what the bytes of every record contain for which it holds, so that they
 * can be searched for before any record is made of them.
 */
public final class Requirements {
  private final TextRules rules;
  private final Set<Field> derived;

  private Requirements(TextRules rules, Collection<Field> derived) {
    this.rules = rules;
    this.derived = new HashSet<>(derived);
    this.derived.addAll(SaidByReader.ALL);
  }

  /**
   * Of a condition.
   *
   * @param where null is always true
   */
  public static Required of(@Nullable Expression where, TextRules rules) {
    return of(where, rules, Set.of());
  }

  /**
   * Of a condition over records to which fields were added.
   *
   * @param derived fields whose values are not the record's own, such as those of EXTRACT
   */
  public static Required of(
      @Nullable Expression where, TextRules rules, Collection<Field> derived) {
    return where == null
        ? new Required(Requirement.ALWAYS, true)
        : new Requirements(rules, derived).of(where);
  }

  private Required of(Expression condition) {
    if (SampleFields.isConstant(condition)) {
      boolean holds = condition.holds(SampleFields.NONE);
      return new Required(holds ? Requirement.ALWAYS : Requirement.NEVER, true);
    }
    Field only = SampleFields.only(condition);
    Requirement known = only == null ? null : ofField(condition, only);
    if (known != null) {
      return new Required(known, false);
    }
    Required required = byShape(condition);
    boolean leaf = !(condition instanceof Expression.And || condition instanceof Expression.Or);
    return leaf && Field.KIND.equals(only) && SampleFields.holdsOfErrors(condition)
        ? new Required(
            Requirement.any(List.of(required.requirement(), SampleFields.errors(rules))), false)
        : required;
  }

  private Required byShape(Expression condition) {
    return switch (condition) {
      case Expression.And and -> {
        List<Required> parts = and.operands().stream().map(this::of).toList();
        yield joined(parts, Requirement::all);
      }
      case Expression.Or or -> {
        List<Required> parts = or.operands().stream().map(this::of).toList();
        yield joined(parts, Requirement::any);
      }
      case Expression.Comparison c when c.operator() == Expression.Comparator.EQUAL ->
          new Required(equal(c.left(), c.right()), false);
      case Expression.In in -> {
        List<Requirement> any = new ArrayList<>();
        in.candidates().forEach(candidate -> any.add(equal(in.operand(), candidate)));
        yield new Required(Requirement.any(any), false);
      }
      case Expression.InSet in -> new Required(among(in), false);
      case Expression.Contains c when c.part() instanceof Expression.Literal literal ->
          contains(c.operand(), literal.constant());
      case Expression.StartsWith s when s.prefix() instanceof Expression.Literal literal ->
          inexact(contains(s.operand(), literal.constant()));
      case Expression.Like like -> like(like);
      case Expression.Matches matches when !matches.negated() -> matches(matches);
      case Expression.FieldValue value -> new Required(equal(value, TRUE), false);
      default -> Required.NOTHING;
    };
  }

  private static final Expression TRUE = new Expression.Literal(true);

  private static Required joined(
      List<Required> parts, Function<List<Requirement>, Requirement> operator) {
    return new Required(
        operator.apply(parts.stream().map(Required::requirement).toList()),
        parts.stream().allMatch(Required::exact));
  }

  private static Required inexact(Required required) {
    return new Required(required.requirement(), false);
  }

  /** Of a condition that reads one field only, by trying its values; null where they are many. */
  private @Nullable Requirement ofField(Expression condition, Field field) {
    if (derived.contains(field)) {
      return Requirement.ALWAYS;
    }
    return field.builtIn() == null
        ? null
        : switch (field.builtIn()) {
          case LEVEL -> SampleFields.levels(condition, rules);
          case ERROR_OCCURRED -> SampleFields.errorOccurred(condition, rules);
          case SERVICE -> {
            String app = rules.app();
            boolean always = app == null || condition.holds(SampleFields.of(field, app));
            yield always ? Requirement.ALWAYS : null;
          }
          case KIND -> SampleFields.kind(condition);
          case TS,
              OBSERVED_TS,
              COMPONENT,
              NODE,
              NAMESPACE,
              POD,
              CONTAINER,
              RESTART,
              STREAM,
              FILE,
              LINE,
              EVENT_ID ->
              Requirement.ALWAYS;
          case LEVEL_TEXT,
              MESSAGE,
              RAW,
              TRACE_ID,
              SPAN_ID,
              REQUEST_ID,
              SESSION_ID,
              GLOBAL_SEQ,
              SOURCE_ID,
              WORLD ->
              null;
        };
  }

  private @Nullable Subject subject(Expression operand) {
    return operand instanceof Expression.FieldValue value && !derived.contains(value.field())
        ? Subject.of(value.field(), rules)
        : null;
  }

  private Requirement equal(Expression left, Expression right) {
    if (left instanceof Expression.Literal && !(right instanceof Expression.Literal)) {
      return equal(right, left);
    }
    Subject subject = subject(left);
    return subject == null || !(right instanceof Expression.Literal literal)
        ? Requirement.ALWAYS
        : subject.equalTo(literal.constant());
  }

  private Requirement among(Expression.InSet in) {
    Subject subject = subject(in.operand());
    if (subject == null || in.candidates().size() > Subject.MAX_ALTERNATIVES) {
      return Requirement.ALWAYS;
    }
    return Requirement.any(in.candidates().members().stream().map(subject::amongTexts).toList());
  }

  private Required contains(Expression operand, @Nullable Object constant) {
    Subject subject = subject(operand);
    if (subject == null || !(constant instanceof String text)) {
      return Required.NOTHING;
    }
    boolean exact = isRawField(operand) && rules.isVerbatim() && isExactly(text);
    return new Required(subject.contains(text), exact);
  }

  private static boolean isRawField(Expression operand) {
    return operand instanceof Expression.FieldValue value && value.field().equals(Field.RAW);
  }

  /** Whether a line has the text if and only if its bytes have the text's bytes. */
  private static boolean isExactly(String text) {
    return Needle.canBe(text) && text.indexOf('\r') < 0;
  }

  private Required like(Expression.Like like) {
    Subject subject = subject(like.operand());
    if (subject == null) {
      return Required.NOTHING;
    }
    List<String> literals = like.pattern().literals();
    boolean exact =
        isRawField(like.operand())
            && rules.isVerbatim()
            && like.pattern().isContains()
            && isExactly(literals.getFirst());
    return new Required(Requirement.all(literals.stream().map(subject::contains).toList()), exact);
  }

  private Required matches(Expression.Matches matches) {
    Subject subject = subject(matches.operand());
    if (subject == null) {
      return Required.NOTHING;
    }
    Requirement ofText = matches.regex().requirement();
    if (!isRawField(matches.operand()) || !rules.isVerbatim()) {
      return new Required(subject.has(ofText), false);
    }
    boolean withinLine = LinePatterns.staysInLine(matches.regex().text());
    return withinLine
        ? new Required(new Requirement.Found(matches.regex()), true)
        : new Required(ofText, false);
  }
}

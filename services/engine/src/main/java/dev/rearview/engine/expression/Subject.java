package dev.rearview.engine.expression;

import dev.rearview.engine.format.TextRules;
import dev.rearview.engine.pattern.Requirement;
import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.Values;
import org.jspecify.annotations.Nullable;

/** What a condition is about, and how its values may stand in the bytes. */
final class Subject {
  /** Values that are searched for one by one. */
  static final int MAX_ALTERNATIVES = 64;

  private enum Kind {
    RAW,
    MESSAGE,
    /** Compared as text, though it may be a number. */
    SHOWN,
    /** Text of its own. */
    TEXT,
    /** Of any type. */
    ANY
  }

  private final Kind kind;
  private final TextRules rules;

  private Subject(Kind kind, TextRules rules) {
    this.kind = kind;
    this.rules = rules;
  }

  static Subject of(Field field, TextRules rules) {
    BuiltIn builtIn = field.builtIn();
    Kind kind =
        switch (builtIn) {
          case RAW -> Kind.RAW;
          case MESSAGE -> Kind.MESSAGE;
          case LEVEL_TEXT, KIND -> Kind.SHOWN;
          case SERVICE -> Kind.TEXT;
          case null, default -> field.isId() ? Kind.SHOWN : Kind.ANY;
        };
    return new Subject(kind, rules);
  }

  /** What the bytes of records contain in which it is equal to a constant. */
  Requirement equalTo(@Nullable Object constant) {
    if (constant == null) {
      return Requirement.NEVER;
    }
    if (kind == Kind.SHOWN) {
      return rules.isShownAs(Values.text(constant));
    }
    return switch (constant) {
      case String text -> equalTo(text);
      case Number number when kind == Kind.ANY -> equalTo(number);
      case Boolean truth when kind == Kind.ANY -> rules.isTruth(truth);
      default -> Requirement.ALWAYS;
    };
  }

  private Requirement equalTo(String text) {
    return switch (kind) {
      case RAW -> rules.raw(text);
      case MESSAGE -> rules.isMessage(text);
      case SHOWN, TEXT -> rules.isField(text);
      case ANY -> {
        Number number = Values.number(text);
        if (number != null) {
          yield equalTo(number);
        }
        yield isTruth(text) ? rules.isTruth(text.equalsIgnoreCase("true")) : rules.isField(text);
      }
    };
  }

  private static boolean isTruth(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }

  private Requirement equalTo(Number number) {
    return Values.key(number) instanceof Long whole ? rules.isNumber(whole) : Requirement.ALWAYS;
  }

  /** The same of one of a set's values: a number, or text that shows any other value. */
  Requirement amongTexts(Object member) {
    return switch (member) {
      case String text when kind == Kind.RAW -> rules.raw(text);
      case String text when kind == Kind.MESSAGE -> rules.isMessage(text);
      case String text -> rules.isShownAs(text);
      case Number number when kind == Kind.ANY -> equalTo(number);
      default -> Requirement.ALWAYS;
    };
  }

  /** What the bytes of records contain in which it, as text, contains a literal. */
  Requirement contains(String literal) {
    if (kind == Kind.RAW) {
      return rules.raw(literal);
    }
    if (Values.number(literal) != null || isTruth(literal)) {
      return Requirement.ALWAYS;
    }
    return kind == Kind.MESSAGE ? rules.inMessage(literal) : rules.inField(literal);
  }

  /** What the bytes of records contain of whose text this is known. */
  Requirement has(Requirement ofText) {
    return switch (kind) {
      case RAW -> rules.raw(ofText);
      case MESSAGE -> rules.inMessage(ofText);
      case SHOWN, TEXT, ANY -> rules.inField(ofText);
    };
  }
}

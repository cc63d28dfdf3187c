package dev.rearview.engine.format;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Walks over JSON (RFC 8259) in bytes and reads its scalars. */
final class JsonBytes {
  /** What is no JSON. */
  static final int BAD = -1;

  /** Too deep or too long to be judged here: the ordinary parser's limits must be asked. */
  static final int UNDECIDED = -2;

  private static final int MAX_DEPTH = 200;
  private static final int MAX_NUMBER = 500;
  private static final int MAX_NAME = 10_000;

  private static final int TRUE = 'e' << 24 | 'u' << 16 | 'r' << 8 | 't';
  private static final int NULL = 'l' << 24 | 'l' << 16 | 'u' << 8 | 'n';
  private static final int ALSE = 'e' << 24 | 's' << 16 | 'l' << 8 | 'a';

  private JsonBytes() {}

  /** The first place from {@code at} on that is not white space. */
  static int skipBlanks(byte[] b, int at, int to) {
    int i = at;
    while (i < to && (b[i] == ' ' || b[i] == '\t' || b[i] == '\r' || b[i] == '\n')) {
      i++;
    }
    return i;
  }

  /**
   * The closing quote of a string.
   *
   * @param at after the opening quote
   */
  static int stringEnd(byte[] b, int at, int to) {
    int i = at;
    while (i < to) {
      int special = Bytes.firstSpecial(Bytes.eight(b, i));
      if (special == 64) {
        i += 8;
        continue;
      }
      i += special >> 3;
      if (i >= to) {
        return BAD;
      }
      if (b[i] == '"') {
        return i;
      }
      int escape = b[i] == '\\' ? escape(b, i + 1, to) : BAD;
      if (escape < 0) {
        return BAD;
      }
      i = escape;
    }
    return BAD;
  }

  /** After an escape whose backslash is passed. */
  private static int escape(byte[] b, int at, int to) {
    if (at >= to) {
      return BAD;
    }
    return switch (b[at]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
      case 'u' -> at + 4 < to && hex(b, at + 1) >= 0 ? at + 5 : BAD;
      default -> BAD;
    };
  }

  /** Four hexadecimal digits; negative where one is none. */
  private static int hex(byte[] b, int at) {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = b[i] < 0 ? -1 : Character.digit(b[i], 16);
      if (digit < 0) {
        return BAD;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** After a value. */
  static int valueEnd(byte[] b, int at, int to, int depth) {
    if (at >= to) {
      return BAD;
    }
    return switch (b[at]) {
      case '"' -> {
        int end = stringEnd(b, at + 1, to);
        yield end < 0 ? end : end + 1;
      }
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numberEnd(b, at, to);
      case '{' -> depth > MAX_DEPTH ? UNDECIDED : objectEnd(b, at, to, depth);
      case '[' -> depth > MAX_DEPTH ? UNDECIDED : arrayEnd(b, at, to, depth);
      case 't' -> four(b, at) == TRUE ? at + 4 : BAD;
      case 'n' -> four(b, at) == NULL ? at + 4 : BAD;
      case 'f' -> four(b, at + 1) == ALSE ? at + 5 : BAD;
      default -> BAD;
    };
  }

  private static int four(byte[] b, int at) {
    return (int) Bytes.eight(b, at);
  }

  /** After a number. */
  static int numberEnd(byte[] b, int at, int to) {
    int i = b[at] == '-' ? at + 1 : at;
    int whole = i;
    i = digitsEnd(b, i, to);
    if (i == whole || (b[whole] == '0' && i > whole + 1)) {
      return BAD;
    }
    if (i < to && b[i] == '.') {
      int fraction = i + 1;
      i = digitsEnd(b, fraction, to);
      if (i == fraction) {
        return BAD;
      }
    }
    if (i < to && (b[i] | 0x20) == 'e') {
      int exponent = i + 1;
      if (exponent < to && (b[exponent] == '+' || b[exponent] == '-')) {
        exponent++;
      }
      i = digitsEnd(b, exponent, to);
      if (i == exponent) {
        return BAD;
      }
    }
    return i - at > MAX_NUMBER ? UNDECIDED : i;
  }

  private static int digitsEnd(byte[] b, int at, int to) {
    int i = at;
    while (i < to && b[i] >= '0' && b[i] <= '9') {
      i++;
    }
    return i;
  }

  private static int objectEnd(byte[] b, int at, int to, int depth) {
    int i = skipBlanks(b, at + 1, to);
    if (i < to && b[i] == '}') {
      return i + 1;
    }
    while (true) {
      int value = memberValue(b, i, to);
      int end = value < 0 ? value : valueEnd(b, value, to, depth + 1);
      if (end < 0) {
        return end;
      }
      i = skipBlanks(b, end, to);
      if (i >= to) {
        return BAD;
      }
      if (b[i] == '}') {
        return i + 1;
      }
      if (b[i] != ',') {
        return BAD;
      }
      i = skipBlanks(b, i + 1, to);
    }
  }

  /** Where the value begins of the member whose name begins here. */
  static int memberValue(byte[] b, int at, int to) {
    if (at >= to || b[at] != '"') {
      return BAD;
    }
    int end = nameEnd(b, at + 1, to);
    return end < 0 ? end : afterColon(b, end + 1, to);
  }

  /** The closing quote of a name. */
  static int nameEnd(byte[] b, int at, int to) {
    int end = stringEnd(b, at, to);
    return end - at > MAX_NAME ? UNDECIDED : end;
  }

  /** Where the value begins after a name's closing quote. */
  static int afterColon(byte[] b, int at, int to) {
    int i = skipBlanks(b, at, to);
    return i < to && b[i] == ':' ? skipBlanks(b, i + 1, to) : BAD;
  }

  private static int arrayEnd(byte[] b, int at, int to, int depth) {
    int i = skipBlanks(b, at + 1, to);
    if (i < to && b[i] == ']') {
      return i + 1;
    }
    while (true) {
      int end = valueEnd(b, i, to, depth + 1);
      if (end < 0) {
        return end;
      }
      i = skipBlanks(b, end, to);
      if (i >= to || (b[i] != ',' && b[i] != ']')) {
        return BAD;
      }
      if (b[i] == ']') {
        return i + 1;
      }
      i = skipBlanks(b, i + 1, to);
    }
  }

  /** The value that stands here; null for {@code null}. What was walked over without complaint. */
  static @Nullable Object value(byte[] b, int from, int to) {
    return switch (b[from]) {
      case '"' -> string(b, from + 1, to - 1);
      case '{', '[' -> JsonText.value(new String(b, from, to - from, StandardCharsets.UTF_8));
      case 't' -> true;
      case 'f' -> false;
      case 'n' -> null;
      default -> DecimalBytes.number(b, from, to);
    };
  }

  /** A string between its quotes. */
  static String string(byte[] b, int from, int to) {
    int escape = from;
    while (escape < to && b[escape] != '\\') {
      escape++;
    }
    if (escape == to) {
      return new String(b, from, to - from, StandardCharsets.UTF_8);
    }
    StringBuilder out = new StringBuilder(to - from);
    int plain = from;
    while (escape < to) {
      out.append(new String(b, plain, escape - plain, StandardCharsets.UTF_8));
      plain = unescape(b, escape + 1, out);
      escape = plain;
      while (escape < to && b[escape] != '\\') {
        escape++;
      }
    }
    return out.append(new String(b, plain, to - plain, StandardCharsets.UTF_8)).toString();
  }

  private static int unescape(byte[] b, int at, StringBuilder out) {
    if (b[at] == 'u') {
      out.append((char) hex(b, at + 1));
      return at + 5;
    }
    out.append(
        switch (b[at]) {
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          default -> (char) b[at];
        });
    return at + 1;
  }
}

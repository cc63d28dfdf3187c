package dev.rearview.integrity.export;

import dev.rearview.integrity.LeafBuffer;
import dev.rearview.model.ComponentId;
import java.util.Arrays;

/**
 * Goes over a line of an export value by value and puts each into the leaf encoding. What it is
 * asked for and does not find as the export writes it, it refuses; where it then stands means
 * nothing. Not safe for use by several threads at once.
 */
final class PlainValues {
  private static final int UUID_LENGTH = 36;
  private static final int MAX_DIGITS = 18;
  private static final int MAX_NUMBER_BYTES = 60;

  private final LeafBuffer leaf = new LeafBuffer();
  private final JsonValue json = new JsonValue();
  private final PlainNumber number = new PlainNumber();

  private byte[] bytes = new byte[0];
  private int at;
  private int to;

  /** Goes to the beginning of a line without its end, with an empty leaf. */
  void begin(byte[] line, int from, int end) {
    bytes = line;
    at = from;
    to = end;
    leaf.clear();
  }

  /** What the values were put into. */
  LeafBuffer leaf() {
    return leaf;
  }

  /** Where the next value is expected. */
  int at() {
    return at;
  }

  boolean isAtEnd() {
    return at == to;
  }

  /** The integer that was read last. */
  long integerRead() {
    return number.integer();
  }

  /** Goes over a text if it stands here, else stays. */
  boolean passes(byte[] literal) {
    int end = at + literal.length;
    if (end > to || !Arrays.equals(bytes, at, end, literal, 0, literal.length)) {
      return false;
    }
    at = end;
    return true;
  }

  /** Goes over a character if it stands here, else stays. */
  boolean takes(char c) {
    if (!is(c)) {
      return false;
    }
    at++;
    return true;
  }

  boolean is(char c) {
    return at < to && bytes[at] == c;
  }

  /** Goes over a text in quotes if it stands here, else stays. */
  boolean quotes(byte[] text) {
    int end = at + 1 + text.length;
    boolean stands =
        end < to
            && bytes[at] == '"'
            && bytes[end] == '"'
            && Arrays.equals(bytes, at + 1, end, text, 0, text.length);
    if (stands) {
      at = end + 1;
    }
    return stands;
  }

  /** Any JSON value; into the encoding goes its text. */
  boolean json() {
    int end = json.end(bytes, at, to);
    if (end < 0) {
      return false;
    }
    leaf.bytes(bytes, at, end - at);
    at = end;
    return true;
  }

  /** A string; into the encoding goes what it stands for. */
  boolean string() {
    if (!takes('"')) {
      return false;
    }
    int end = LineBytes.special(bytes, at, to);
    if (end >= to) {
      return false;
    }
    if (bytes[end] == '"') {
      leaf.bytes(bytes, at, end - at);
      at = end + 1;
      return true;
    }
    int value = leaf.beginValue(to - at);
    while (end < to && bytes[end] != '"') {
      leaf.put(bytes, at, end - at);
      at = end;
      if (bytes[at] != '\\' || !escape()) {
        return false;
      }
      end = LineBytes.special(bytes, at, to);
    }
    if (end >= to) {
      return false;
    }
    leaf.put(bytes, at, end - at);
    leaf.endValue(value);
    at = end + 1;
    return true;
  }

  private boolean escape() {
    if (at + 1 >= to) {
      return false;
    }
    int plain =
        switch (bytes[at + 1]) {
          case '"' -> '"';
          case '\\' -> '\\';
          case '/' -> '/';
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'u' -> controlCharacter();
          default -> -1;
        };
    if (plain < 0) {
      return false;
    }
    leaf.put(plain);
    at += bytes[at + 1] == 'u' ? 6 : 2;
    return true;
  }

  /** Only those below 0x80 are written by their number; -1 for others. */
  private int controlCharacter() {
    if (at + 6 > to || bytes[at + 2] != '0' || bytes[at + 3] != '0') {
      return -1;
    }
    int high = Character.digit(bytes[at + 4], 16);
    int low = Character.digit(bytes[at + 5], 16);
    return high >= 0 && high < 8 && low >= 0 ? 16 * high + low : -1;
  }

  /** A component's name in ASCII, in its canonical form: at most two parts. */
  boolean component() {
    int first = at + 1;
    if (!string()) {
      return false;
    }
    int end = at - 1;
    int parts = 1;
    boolean begins = true;
    for (int i = first; i < end; i++) {
      byte b = bytes[i];
      if (isLetterOrDigit(b)) {
        begins = false;
      } else if (b == '/' && !begins) {
        parts++;
        begins = true;
      } else if (begins || "._:@$%+~-".indexOf(b) < 0) {
        return false;
      }
    }
    return !begins && parts <= 2 && end - first <= ComponentId.MAX_LENGTH;
  }

  private static boolean isLetterOrDigit(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
  }

  /** A string that is one of some words, without escapes. */
  boolean word(byte[][] words) {
    int first = at + 1;
    if (!is('"')) {
      return false;
    }
    for (byte[] word : words) {
      int end = first + word.length;
      if (end < to && bytes[end] == '"' && Arrays.equals(bytes, first, end, word, 0, word.length)) {
        leaf.bytes(word);
        at = end + 1;
        return true;
      }
    }
    return false;
  }

  boolean integer() {
    int end = number.readInteger(bytes, at, Math.min(to, at + MAX_DIGITS + 2));
    if (end < 0) {
      return false;
    }
    leaf.number(number.integer());
    at = end;
    return true;
  }

  boolean fraction() {
    int end = number.readFraction(bytes, at, Math.min(to, at + MAX_NUMBER_BYTES));
    if (end < 0) {
      return false;
    }
    leaf.number(Double.doubleToRawLongBits(number.fraction()));
    at = end;
    return true;
  }

  boolean uuid() {
    int first = at + 1;
    if (!is('"') || to - first <= UUID_LENGTH || bytes[first + UUID_LENGTH] != '"') {
      return false;
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < UUID_LENGTH; i++) {
      byte b = bytes[first + i];
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        if (b != '-') {
          return false;
        }
        continue;
      }
      int digit = LineBytes.hexDigit(b);
      if (digit < 0) {
        return false;
      }
      if (i < 18) {
        high = (high << 4) | digit;
      } else {
        low = (low << 4) | digit;
      }
    }
    leaf.uuid(high, low);
    at = first + UUID_LENGTH + 1;
    return true;
  }

  /**
   * A string of lower-case hexadecimal digits, which does not go into the encoding.
   *
   * @param into is filled by them
   */
  boolean hex(byte[] into) {
    int first = at + 1;
    int length = 2 * into.length;
    if (!is('"') || to - first <= length || bytes[first + length] != '"') {
      return false;
    }
    int wrong = 0;
    for (int i = 0; i < into.length; i++) {
      int high = LineBytes.hexDigit(bytes[first + 2 * i]);
      int low = LineBytes.hexDigit(bytes[first + 2 * i + 1]);
      wrong |= high | low;
      into[i] = (byte) (high << 4 | low);
    }
    at = first + length + 1;
    return wrong >= 0;
  }
}

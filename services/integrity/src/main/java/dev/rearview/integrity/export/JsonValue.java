package dev.rearview.integrity.export;

import java.util.Arrays;

/**
 * Finds the end of a JSON value (RFC 8259) that is plainly right. What is wrong, and what is only
 * unusual (deep, wide, with escapes in names), it leaves to the general reader. Not safe for use by
 * several threads at once.
 */
final class JsonValue {
  private static final int MAX_DEPTH = 30;
  private static final int MAX_MEMBERS = 64;
  private static final int MAX_NAME_BYTES = 1000;
  private static final int MAX_NUMBER_BYTES = 100;

  private byte[] bytes = new byte[0];
  private int at;
  private int to;

  /** Where each object's names begin and end; a level has room for {@value #MAX_MEMBERS}. */
  private final int[] names = new int[2 * MAX_MEMBERS * MAX_DEPTH];

  /** The place behind the value; -1 where it is not plainly right. */
  int end(byte[] line, int from, int limit) {
    bytes = line;
    at = from;
    to = limit;
    return value(0) ? at : -1;
  }

  private boolean value(int depth) {
    if (at >= to || depth == MAX_DEPTH) {
      return false;
    }
    return switch (bytes[at]) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    };
  }

  private boolean object(int depth) {
    at++;
    blanks();
    if (is('}')) {
      at++;
      return true;
    }
    for (int count = 0; count < MAX_MEMBERS; count++) {
      int first = at + 1;
      if (!is('"') || !string() || !isNewName(depth, count, first, at - 1)) {
        return false;
      }
      blanks();
      if (!is(':')) {
        return false;
      }
      at++;
      blanks();
      if (!value(depth + 1)) {
        return false;
      }
      blanks();
      if (is('}')) {
        at++;
        return true;
      }
      if (!is(',')) {
        return false;
      }
      at++;
      blanks();
    }
    return false;
  }

  private boolean isNewName(int depth, int count, int first, int end) {
    if (end - first > MAX_NAME_BYTES) {
      return false;
    }
    for (int i = first; i < end; i++) {
      if (bytes[i] == '\\') {
        return false;
      }
    }
    int level = 2 * MAX_MEMBERS * depth;
    for (int i = 0; i < count; i++) {
      int known = level + 2 * i;
      if (Arrays.equals(bytes, names[known], names[known + 1], bytes, first, end)) {
        return false;
      }
    }
    names[level + 2 * count] = first;
    names[level + 2 * count + 1] = end;
    return true;
  }

  private boolean array(int depth) {
    at++;
    blanks();
    if (is(']')) {
      at++;
      return true;
    }
    while (value(depth + 1)) {
      blanks();
      if (is(']')) {
        at++;
        return true;
      }
      if (!is(',')) {
        return false;
      }
      at++;
      blanks();
    }
    return false;
  }

  private boolean string() {
    at++;
    while (true) {
      at = LineBytes.special(bytes, at, to);
      if (at >= to) {
        return false;
      }
      if (bytes[at] == '"') {
        at++;
        return true;
      }
      if (bytes[at] != '\\' || !escape()) {
        return false;
      }
    }
  }

  /** Those of a character by its number are left to the general reader. */
  private boolean escape() {
    if (at + 1 >= to || "\"\\/bfnrt".indexOf(bytes[at + 1]) < 0) {
      return false;
    }
    at += 2;
    return true;
  }

  private boolean number() {
    int first = at;
    if (is('-')) {
      at++;
    }
    if (is('0')) {
      at++;
    } else if (!digits()) {
      return false;
    }
    if (is('.')) {
      at++;
      if (!digits()) {
        return false;
      }
    }
    if (is('e') || is('E')) {
      at++;
      if (is('+') || is('-')) {
        at++;
      }
      if (!digits()) {
        return false;
      }
    }
    return at - first <= MAX_NUMBER_BYTES;
  }

  private boolean digits() {
    int first = at;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at > first;
  }

  private boolean word(String word) {
    int length = word.length();
    if (to - at < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    at += length;
    return true;
  }

  private void blanks() {
    while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
  }

  private boolean is(char c) {
    return at < to && bytes[at] == c;
  }
}

package dev.rearview.ingestion.redaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Rewrites the strings, names and numbers of a JSON text and leaves every other byte as it is. The
 * text must be valid JSON; that is the caller's to check.
 */
final class JsonRedaction {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String json;
  private final Rules rules;
  private final StringBuilder out;
  private int at;

  private JsonRedaction(String json, Rules rules) {
    this.json = json;
    this.rules = rules;
    this.out = new StringBuilder(json.length() + 32);
  }

  /**
   * What happens to the parts of a JSON text.
   *
   * @param name a member's name as it shall be written
   * @param value a string's content as it shall be written
   * @param isSecretName whether the value of the member of this name is replaced as a whole
   * @param isSecretNumber whether a number, given as it is written, is replaced
   * @param marker what stands in place of a replaced value
   */
  record Rules(
      UnaryOperator<String> name,
      UnaryOperator<String> value,
      Predicate<String> isSecretName,
      Predicate<String> isSecretNumber,
      String marker) {}

  static String rewrite(String json, Rules rules) {
    JsonRedaction redaction = new JsonRedaction(json, rules);
    redaction.run();
    return redaction.out.toString();
  }

  private void run() {
    while (at < json.length()) {
      char c = json.charAt(at);
      if (c == '"') {
        string();
      } else if (c == '-' || (c >= '0' && c <= '9')) {
        number();
      } else {
        out.append(c);
        at++;
      }
    }
  }

  private void string() {
    String raw = json.substring(at, endOfString(at));
    at += raw.length();
    String text = unquoted(raw);
    if (!isName()) {
      appendString(raw, text, rules.value().apply(text));
      return;
    }
    appendString(raw, text, rules.name().apply(text));
    if (rules.isSecretName().test(text)) {
      copyToValue();
      replaceValue();
    }
  }

  private void number() {
    int end = at;
    while (end < json.length() && "+-.eE0123456789".indexOf(json.charAt(end)) >= 0) {
      end++;
    }
    String number = json.substring(at, end);
    if (rules.isSecretNumber().test(number)) {
      appendQuoted(rules.marker());
    } else {
      out.append(number);
    }
    at = end;
  }

  /** Whether a colon follows, which it does only after a member's name. */
  private boolean isName() {
    int next = at;
    while (next < json.length() && json.charAt(next) <= ' ') {
      next++;
    }
    return next < json.length() && json.charAt(next) == ':';
  }

  private void copyToValue() {
    while (json.charAt(at) <= ' ' || json.charAt(at) == ':') {
      out.append(json.charAt(at++));
    }
  }

  /** Strings, numbers, objects and arrays are replaced; null, true, false and "" say no secret. */
  private void replaceValue() {
    char c = json.charAt(at);
    int end;
    if (c == '"') {
      end = endOfString(at);
    } else if (c == '{' || c == '[') {
      end = endOfNested(at);
    } else {
      end = at;
      while (end < json.length() && ",]} \t\r\n".indexOf(json.charAt(end)) < 0) {
        end++;
      }
    }
    String value = json.substring(at, end);
    boolean secret = c != 'n' && c != 't' && c != 'f' && !value.equals("\"\"");
    if (secret) {
      appendQuoted(rules.marker());
    } else {
      out.append(value);
    }
    at = end;
  }

  private int endOfNested(int start) {
    int depth = 0;
    int i = start;
    do {
      char c = json.charAt(i);
      if (c == '"') {
        i = endOfString(i);
        continue;
      }
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      i++;
    } while (depth > 0);
    return i;
  }

  private int endOfString(int start) {
    int i = start + 1;
    while (json.charAt(i) != '"') {
      i += json.charAt(i) == '\\' ? 2 : 1;
    }
    return i + 1;
  }

  private void appendString(String raw, String before, String after) {
    if (after.equals(before)) {
      out.append(raw);
    } else {
      appendQuoted(after);
    }
  }

  private void appendQuoted(String text) {
    try {
      out.append(JSON.writeValueAsString(text));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a string is always writable", e);
    }
  }

  private static String unquoted(String raw) {
    if (raw.indexOf('\\') < 0) {
      return raw.substring(1, raw.length() - 1);
    }
    try {
      return JSON.readValue(raw, String.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON string", e);
    }
  }
}

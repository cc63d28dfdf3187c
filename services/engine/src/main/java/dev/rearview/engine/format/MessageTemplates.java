package dev.rearview.engine.format;

import dev.rearview.engine.record.Values;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fills message templates as Serilog and .NET write them: {@code {Name}}, {@code {@Name}}, {@code
 * {$Name,10:format}}; a doubled brace is one. See messagetemplates.org.
 */
final class MessageTemplates {
  private static final int MAX_HOLES = 1_000;

  private MessageTemplates() {}

  /**
   * The text with each hole filled.
   *
   * @param values of the record's own fields; a hole whose name has none stays as it is
   * @param renderings texts of the holes that have a format, in the order of these (CLEF's
   *     {@code @r})
   */
  static String fill(
      String template, Function<String, @Nullable Object> values, @Nullable Object renderings) {
    if (template.indexOf('{') < 0 && template.indexOf('}') < 0) {
      return template;
    }
    Iterator<?> rendered = (renderings instanceof List<?> list ? list : List.of()).iterator();
    StringBuilder out = new StringBuilder(template.length() + 32);
    int at = 0;
    for (int holes = 0; at < template.length(); ) {
      char c = template.charAt(at);
      if ((c == '{' || c == '}') && at + 1 < template.length() && template.charAt(at + 1) == c) {
        out.append(c);
        at += 2;
        continue;
      }
      int end = c == '{' ? template.indexOf('}', at) : -1;
      if (end < 0 || holes++ >= MAX_HOLES) {
        out.append(c);
        at++;
        continue;
      }
      out.append(filled(template.substring(at, end + 1), values, rendered));
      at = end + 1;
    }
    return out.toString();
  }

  private static String filled(
      String hole, Function<String, @Nullable Object> values, Iterator<?> rendered) {
    String inner = hole.substring(1, hole.length() - 1);
    int colon = inner.indexOf(':');
    if (colon >= 0 && rendered.hasNext()) {
      return String.valueOf(rendered.next());
    }
    String name = colon < 0 ? inner : inner.substring(0, colon);
    int comma = name.indexOf(',');
    name = comma < 0 ? name : name.substring(0, comma);
    if (name.startsWith("@") || name.startsWith("$")) {
      name = name.substring(1);
    }
    Object value = name.isEmpty() ? null : values.apply(name);
    return value == null ? hole : Values.text(value);
  }
}

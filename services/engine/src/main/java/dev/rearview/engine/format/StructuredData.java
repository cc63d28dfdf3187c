package dev.rearview.engine.format;

import java.util.function.BiConsumer;

/** Reads the structured data of RFC 5424, section 6.3: {@code [id name="value" …][id …]}. */
final class StructuredData {
  private StructuredData() {}

  /** Gives each parameter; what is not written so is passed over. */
  static void read(String text, BiConsumer<String, Object> sink) {
    for (int equals = text.indexOf("=\""); equals >= 0; ) {
      int start = equals;
      while (start > 0 && text.charAt(start - 1) > ' ' && text.charAt(start - 1) != '[') {
        start--;
      }
      StringBuilder value = new StringBuilder();
      int at = equals + 2;
      while (at < text.length() && text.charAt(at) != '"') {
        boolean escaped =
            text.charAt(at) == '\\'
                && at + 1 < text.length()
                && "\"\\]".indexOf(text.charAt(at + 1)) >= 0;
        at += escaped ? 1 : 0;
        value.append(text.charAt(at++));
      }
      if (start < equals && !value.isEmpty()) {
        sink.accept(text.substring(start, equals), value.toString());
      }
      equals = text.indexOf("=\"", at + 1);
    }
  }
}

package dev.rearview.ingestion.redaction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names of fields whose values are secret. A name matches where its last words are one of them,
 * however they are joined: {@code api_key} covers {@code apiKey}, {@code X-Api-Key} and {@code
 * stripe.apikey}, and {@code token} does not cover {@code token_count}.
 */
final class SensitiveNames {
  private static final int MAX_WORDS = 16;

  private final Set<String> joined = new HashSet<>();

  SensitiveNames(List<String> names) {
    for (String name : names) {
      joined.add(String.join("", words(name)));
    }
    joined.remove("");
  }

  boolean matches(String name) {
    if (name.isEmpty()) {
      return false;
    }
    String suffix = "";
    List<String> words = words(name);
    for (int i = words.size() - 1; i >= Math.max(0, words.size() - MAX_WORDS); i--) {
      suffix = words.get(i) + suffix;
      if (joined.contains(suffix)) {
        return true;
      }
    }
    return false;
  }

  /** The words of a name in lower case: split at what is no letter or digit, and at camel humps. */
  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean hump = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
      if (hump || !Character.isLetterOrDigit(c)) {
        add(words, word);
      }
      if (Character.isLetterOrDigit(c)) {
        word.append(c);
      }
    }
    add(words, word);
    return words;
  }

  private static void add(List<String> words, StringBuilder word) {
    if (!word.isEmpty()) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
      word.setLength(0);
    }
  }
}

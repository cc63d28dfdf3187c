package dev.rearview.ingestion.redaction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names of fields whose values are secret. A name matches where its last words are one of them,
 * however they are joined: {@code api_key} covers {@code apiKey}, {@code X-Api-Key} and {@code
 * stripe.apikey}, and {@code token} does not cover {@code token_count}.
 */
final class SensitiveNames {
  private static final int MAX_WORDS = 16;

  /** Names are few and come again; more and longer ones than these are not remembered. */
  private static final int MAX_KNOWN = 4_096;

  private static final int MAX_KNOWN_LENGTH = 64;

  private final Set<String> joined = new HashSet<>();
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();

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
    Boolean before = known.get(name);
    if (before != null) {
      return before;
    }
    boolean matches = endsInSecret(name);
    if (name.length() <= MAX_KNOWN_LENGTH && known.size() < MAX_KNOWN) {
      known.put(name, matches);
    }
    return matches;
  }

  private boolean endsInSecret(String name) {
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

package dev.rearview.engine.pattern;

import com.google.re2j.Pattern;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Patterns that RE2/J accepts and texts that they may be found in, both by chance. */
final class RandomPatterns {
  private static final String[] CHARACTERS = {
    "a", "b", "c", "k", "K", "s", "S", "A", "B", "0", "1", "7", "_", "-", " ", "e", "r", "é", "É",
    "ſ", "\u212A", "ß", "ẞ", "€", "σ", "ς", "Σ", "я", "错", "😀", "\uFFFD", "\r", "\n", "\t"
  };

  private static final String[] ATOMS = {
    ".",
    "\\d",
    "\\D",
    "\\w",
    "\\W",
    "\\s",
    "\\S",
    "[ab]",
    "[^a]",
    "[a-c]",
    "[^\\n]",
    "[[:alpha:]]",
    "[[:^space:]]",
    "[^[:word:]b]",
    "[a-zé-ÿ]",
    "[\\x{80}-\\x{1C7F}\\x{1C90}-\\x{10FFFF}]",
    "[^\\x00-\\x7F]",
    "\\pL",
    "\\p{Greek}",
    "\\P{Lu}",
    "[\\p{Cyrillic}\\d_]",
    "[^\\pL]",
    "\\x61",
    "\\x{20AC}",
    "\\060",
    "\\n",
    "\\r",
    "\\t",
    "\\.",
    "\\_",
    "\\Qa.b\\E",
    "\\Q[k",
    "[]a]",
    "[^]a]",
    "[a-]",
    "[-a]",
    "[\\d-a]",
    "[[:a]",
    "[k-s]",
    "[^k-s]",
    "\\x{FFFD}",
    "[^\\x{FFFD}]",
    "\\x{10FFFF}",
    "{",
    "{,2}",
    "a{2,x}",
    "[^\\x00-\\x{10FFFF}]",
    "[\\Wk]",
    "[\\]\\\\]",
    "\\a",
    "\\v\\f",
    "\\07",
    "error",
    "(?:)",
    "[\\x{D700}-\\x{D900}]",
    "[ab\\x{DFFF}-\\x{E001}]",
    "(?:a|b|\\d)"
  };

  private static final String[] EMPTY = {
    "^", "$", "\\A", "\\z", "\\b", "\\B", "", "(?i)", "(?s-m)"
  };
  private static final String[] REPEATS = {
    "*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,}", "{0}", "{1,3}?", "{2,}?"
  };
  private static final String[] OPENERS = {
    "(", "(?:", "(?i:", "(?s:", "(?m:", "(?im:", "(?U:", "(?-i:", "(?i-s:", "(?P<n>", "(?<m>"
  };
  private static final String[] FLAGS = {"", "", "", "(?i)", "(?s)", "(?m)", "(?ims)", "(?U)"};

  private static final byte[][] BROKEN = {
    {(byte) 0x80},
    {(byte) 0xC3},
    {(byte) 0xE2},
    {(byte) 0xE2, (byte) 0x82},
    {(byte) 0xFF},
    {(byte) 0xC0, (byte) 0xAF},
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    {(byte) 0xF0, (byte) 0x9F},
    {(byte) 0xF0, (byte) 0x9F, (byte) 0x98},
    {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
    {(byte) 0xE0, (byte) 0x80, (byte) 0x80},
    {(byte) 0xED, (byte) 0xB0},
    {(byte) 0xF5},
    {(byte) 0xBF}
  };

  private final Random random;

  RandomPatterns(long seed) {
    random = new Random(seed);
  }

  String pattern() {
    while (true) {
      String text = one(FLAGS) + choice(1 + random.nextInt(4));
      try {
        Regex.compile(text);
        return text;
      } catch (RegexRefusedException e) {
        // by chance, not a pattern
      }
    }
  }

  private String choice(int depth) {
    StringBuilder text = new StringBuilder(sequence(depth));
    while (random.nextInt(5) == 0) {
      text.append('|').append(sequence(depth));
    }
    return text.toString();
  }

  private String sequence(int depth) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      text.append(item(depth));
    }
    return text.toString();
  }

  private String item(int depth) {
    int kind = random.nextInt(20);
    String item =
        kind < 9
            ? Pattern.quote(one(CHARACTERS))
            : kind < 14
                ? one(ATOMS)
                : kind < 16 || depth == 0 ? one(EMPTY) : one(OPENERS) + choice(depth - 1) + ")";
    return random.nextInt(4) == 0 ? item + one(REPEATS) : item;
  }

  /** Bytes, most of them UTF-8. */
  byte[] text() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int length = random.nextInt(random.nextInt(8) == 0 ? 60 : 12);
    int characters = random.nextInt(3) == 0 ? 4 : CHARACTERS.length;
    for (int i = 0; i < length; i++) {
      byte[] next =
          random.nextInt(12) == 0
              ? one(BROKEN)
              : random.nextInt(20) == 0
                  ? "error".getBytes(StandardCharsets.UTF_8)
                  : CHARACTERS[random.nextInt(characters)].getBytes(StandardCharsets.UTF_8);
      bytes.writeBytes(next);
    }
    return bytes.toByteArray();
  }

  private <T> T one(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}

package dev.rearview.engine.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Patterns and lines that keep careless matchers busy. */
final class HostilePatterns {
  static final int LINE_BYTES = 100_000;

  /** With a number in place of N and another in place of M. */
  private static final String[] SHAPES = {
    "(a+a+)+b",
    "(a*)*b",
    "(a|a)*b",
    "(a|aa)+$",
    "(a?){N}a{N}",
    "(.*a){N}b",
    "[ab]*a[ab]{N}c",
    "(?:a|b|ab){N}c",
    "((a{1,9}){1,9}){N}b",
    "(.*)(.*)(.*)(.*)x{N}",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    "^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){N}",
    "(x+x+)+y{M}",
    "(\\w+\\s?)*$x",
    "(?:.?){N}b{M}",
    "([^x]*x?){N}!",
    "(?i)(k|s|[k-s]){N}[^k]",
    "\\b(\\w{1,N}\\b.){M}#",
    "(a{N}|b{M})*c",
    "(?m)(^.*$\\n?){N}z",
    "(?s).{N}x.{M}y",
    "(?:a{0,M}){N}b",
    "[ab]{N}a[ab]{M}a[ab]{M}q",
    "(ab?){N}(a?b){M}!",
    "((((a{M}){9}){9}){9})",
    "(\\pL{N}|\\p{Greek}){M}1",
    "(?i:[à-ÿ]{N})z",
    "(a|b|c|d|e|f|g|h){N}i",
    "(?:(?:a?b?){M}c?){N}d",
    "x*x*x*x*x*x*x*x*y{N}",
    "(|a|b){N}c",
    "(?:\\b\\B)*(^)*a{N}$^",
    "(a.{M}b){N}",
    ".*.*.*.*=.*{M}",
    "[^\\x00-\\x7F]{N}[a]{M}b",
    "(?:[a-z]+ ){N}[0-9]"
  };

  private HostilePatterns() {}

  static List<String> patterns(int count, long seed) {
    Random random = new Random(seed);
    List<String> patterns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String shape = SHAPES[i % SHAPES.length];
      int most = 1 << random.nextInt(13);
      patterns.add(
          shape
              .replace("N", String.valueOf(1 + random.nextInt(Math.min(1000, most))))
              .replace("M", String.valueOf(1 + random.nextInt(Math.min(100, most)))));
    }
    return patterns;
  }

  /** Lines of {@link #LINE_BYTES}, each for another kind of shape. */
  static List<byte[]> lines(long seed) {
    Random random = new Random(seed);
    List<byte[]> lines = new ArrayList<>();
    for (String alphabet :
        new String[] {"a", "ab", "abcdefgh ", "aaaaaaaaaaaaaaab", "ksKſ\u212A", "aé\uFFFD"}) {
      StringBuilder line = new StringBuilder();
      while (line.length() < LINE_BYTES) {
        line.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      byte[] bytes = line.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      if (alphabet.length() == 3) {
        for (int i = 0; i < bytes.length; i += 97) {
          bytes[i] = (byte) random.nextInt(256);
        }
      }
      lines.add(java.util.Arrays.copyOf(bytes, LINE_BYTES));
    }
    return lines;
  }
}

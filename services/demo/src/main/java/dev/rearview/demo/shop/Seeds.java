package dev.rearview.demo.shop;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Randomness by seed and place: what happens in a slot depends on the seed and on the slot alone,
 * so that generation may begin anywhere and still gives the same bytes.
 */
public final class Seeds {
  private Seeds() {}

  /** A generator for the place that the parts name. */
  public static SplittableRandom random(long... parts) {
    return new SplittableRandom(mix(parts));
  }

  /** One number of all parts; the finalizer is that of SplitMix64 (Steele, Lea, Flood 2014). */
  public static long mix(long... parts) {
    long h = 0x9E3779B97F4A7C15L;
    for (long part : parts) {
      h += part + 0x9E3779B97F4A7C15L;
      h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
      h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
      h ^= h >>> 31;
    }
    return h;
  }

  /** A number of a text, the same on every platform (FNV-1a). */
  public static long of(String text) {
    long h = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      h = (h ^ text.charAt(i)) * 0x100000001B3L;
    }
    return h;
  }

  /** Lower-case hexadecimal digits. */
  public static String hex(RandomGenerator random, int digits) {
    return word(random, digits, "0123456789abcdef");
  }

  /** A word of letters of the alphabet. */
  public static String word(RandomGenerator random, int length, String alphabet) {
    StringBuilder out = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      out.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return out.toString();
  }
}

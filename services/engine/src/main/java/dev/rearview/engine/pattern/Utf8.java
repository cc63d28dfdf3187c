package dev.rearview.engine.pattern;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads letters from UTF-8, byte by byte: from a node, a byte leads to a further node or completes
 * a letter, or shows that what came before is broken. Broken bytes are read as Java's decoder reads
 * them: all since the last {@link #ROOT} become one U+FFFD, and the byte that showed it is read
 * again from the root; one that is broken at the root becomes U+FFFD itself.
 *
 * <p>Nodes that lead to the same are one.
 */
final class Utf8 {
  /** The node between two characters. */
  static final int ROOT = 0;

  /** In place of a node or a letter: the byte cannot stand there. */
  static final int BROKEN = -1;

  private final Letters letters;

  /** For the root of each byte, for others of those that may go on a character. */
  private final List<int[]> nodes = new ArrayList<>();

  private final Map<IntBuffer, Integer> numbers = new HashMap<>();
  private final Map<Long, Integer> uniform = new HashMap<>();

  Utf8(Letters letters) {
    this.letters = letters;
    int[] root = new int[256];
    nodes.add(root);
    for (int b = 0; b < 256; b++) {
      root[b] = fromRoot(b);
    }
  }

  private int fromRoot(int b) {
    if (b < 0x80) {
      return completing(letters.of(b));
    } else if (b < 0xC2 || b > 0xF4) {
      return BROKEN;
    } else if (b < 0xE0) {
      return node((b & 0x1F) << 6, 1);
    } else if (b < 0xF0) {
      return node((b & 0x0F) << 12, 2);
    }
    return node((b & 0x07) << 18, 3);
  }

  /** The node that expects {@code more} bytes of a code point whose higher bits are known. */
  private int node(int base, int more) {
    int shortest = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
    int last = base | (1 << 6 * more) - 1;
    if (base < shortest || last > CodePoints.MAX || !letters.isOne(base, last)) {
      return numbered(row(base, more, shortest));
    }
    long key = (long) letters.of(base) << 2 | more;
    Integer known = uniform.get(key);
    if (known == null) {
      known = numbered(row(base, more, shortest));
      uniform.put(key, known);
    }
    return known;
  }

  private int[] row(int base, int more, int shortest) {
    int[] row = new int[0x40];
    int width = 6 * (more - 1);
    for (int b = 0; b < 0x40; b++) {
      int first = base | b << width;
      boolean valid = (first | (1 << width) - 1) >= shortest && first <= CodePoints.MAX;
      row[b] = !valid ? BROKEN : more == 1 ? completing(letters.of(first)) : node(first, more - 1);
    }
    return row;
  }

  private int numbered(int[] row) {
    Integer known = numbers.putIfAbsent(IntBuffer.wrap(row), nodes.size());
    if (known != null) {
      return known;
    }
    nodes.add(row);
    return nodes.size() - 1;
  }

  private static int completing(int letter) {
    return -2 - letter;
  }

  /** Where a byte leads from a node: a node above {@link #ROOT}, {@link #BROKEN}, or a letter. */
  int from(int node, int b) {
    if (node == ROOT) {
      return nodes.get(ROOT)[b];
    }
    return b >> 6 == 2 ? nodes.get(node)[b & 0x3F] : BROKEN;
  }

  /** Whether what {@link #from} says is a letter. */
  static boolean isLetter(int target) {
    return target < BROKEN;
  }

  /** The letter of what {@link #from} says. */
  static int letter(int target) {
    return -2 - target;
  }

  /** How many nodes there are. */
  int size() {
    return nodes.size();
  }
}

package dev.rearview.engine.format;

import java.nio.charset.StandardCharsets;

/** Tells lines that go on with the record before them, such as the frames of a stack trace. */
public final class Continuation {
  /** Beginnings of lines that go on with others, in Java, Python, .NET and Go. */
  private static final byte[][] WORDS = {
    bytes("Caused by: "),
    bytes("Traceback (most recent call last)"),
    bytes("The above exception was the direct cause"),
    bytes("During handling of the above exception"),
    bytes("--- End of "),
    bytes("goroutine "),
    bytes("created by ")
  };

  /** The same after blanks; Ruby and JavaScript too. */
  private static final byte[][] INDENTED = {
    bytes("at "),
    bytes("... "),
    bytes("File \""),
    bytes("Suppressed: "),
    bytes("Caused by: "),
    bytes("--- End of "),
    bytes("---> "),
    bytes("from ")
  };

  /** So many blanks make any line go on with the one before. */
  private static final int DEEP = 4;

  private Continuation() {}

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Whether a line that begins with a byte may go on with the one before it or may be blank; where
   * it says no, it surely does not.
   */
  public static boolean mayBeFrame(byte first) {
    return switch (first) {
      case 'C', 'T', 'D', '-', 'g', 'c' -> true;
      default -> first >= 0 && first <= ' ';
    };
  }

  /** Whether a line goes on with the one before it, whatever the format. */
  public static boolean isFrame(String line) {
    if (line.isEmpty() || line.charAt(0) > 127 || !mayBeFrame((byte) line.charAt(0))) {
      return false;
    }
    byte[] head = line.substring(0, Math.min(line.length(), 200)).getBytes(StandardCharsets.UTF_8);
    return isFrame(head, 0, head.length);
  }

  /** The same of a line's bytes from {@code from} to {@code to}. */
  public static boolean isFrame(byte[] line, int from, int to) {
    if (from >= to || !mayBeFrame(line[from])) {
      return false;
    }
    if (line[from] != ' ') {
      return line[from] == '\t' || startsWithAny(line, from, to, WORDS);
    }
    int at = from;
    while (at < to && line[at] == ' ') {
      at++;
    }
    return at < to && (at - from >= DEEP || startsWithAny(line, at, to, INDENTED));
  }

  private static boolean startsWithAny(byte[] line, int from, int to, byte[][] words) {
    for (byte[] word : words) {
      if (to - from >= word.length
          && java.util.Arrays.equals(line, from, from + word.length, word, 0, word.length)) {
        return true;
      }
    }
    return false;
  }
}

package dev.rearview.engine.format;

import java.nio.charset.StandardCharsets;

/** Tells lines that go on with the record before them, such as the frames of a stack trace. */
public final class Continuation {
  private Continuation() {}

  /** Whether a line goes on with the one before it, whatever the format. */
  public static boolean isFrame(String line) {
    if (line.isEmpty()) {
      return false;
    }
    char first = line.charAt(0);
    if (first == ' ' || first == '\t') {
      String rest = line.stripLeading();
      return rest.startsWith("at ")
          || rest.startsWith("... ")
          || rest.startsWith("File \"")
          || rest.startsWith("Suppressed: ")
          || rest.startsWith("Caused by: ")
          || first == '\t';
    }
    return line.startsWith("Caused by: ") || line.startsWith("Traceback (most recent call last)");
  }

  /**
   * The same of a line's bytes.
   *
   * @param line holds the line from {@code from} to {@code to}, without its end of line
   */
  public static boolean isFrame(byte[] line, int from, int to) {
    if (from == to) {
      return false;
    }
    byte first = line[from];
    if (first == '\t') {
      return true;
    }
    if (first == ' ' || first == 'C' || first == 'T') {
      return isFrame(new String(line, from, Math.min(to - from, 512), StandardCharsets.UTF_8));
    }
    return false;
  }
}

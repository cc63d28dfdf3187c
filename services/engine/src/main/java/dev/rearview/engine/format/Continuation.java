package dev.rearview.engine.format;

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
}

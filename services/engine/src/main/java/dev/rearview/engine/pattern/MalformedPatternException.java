package dev.rearview.engine.pattern;

/** What was read is no pattern; RE2/J will say why. */
final class MalformedPatternException extends RuntimeException {
  MalformedPatternException() {
    super("not a pattern", null, false, false);
  }
}

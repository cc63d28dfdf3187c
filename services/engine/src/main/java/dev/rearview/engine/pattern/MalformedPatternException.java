package dev.rearview.engine.pattern;

/** What was read is no pattern; the message says why. */
final class MalformedPatternException extends RuntimeException {
  MalformedPatternException(String why) {
    super(why, null, false, false);
  }
}

package dev.rearview.engine.encoding;

import java.io.IOException;

/** A compressed file gives no more: what came before was given. The message ends a sentence. */
public final class InflationException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why it gives no more. */
  public enum Reason {
    /** The file ends before its end: it was cut, or is still being written. */
    CUT,
    /** Its bytes do not fit together. */
    DAMAGED,
    /** It needs more memory than is allowed, or what this reader cannot do. */
    REFUSED,
    /** It goes on beyond a bound of {@link InflationLimits}. */
    BOUND
  }

  private final Reason reason;
  private final String sentence;

  InflationException(Reason reason, String sentence) {
    super(sentence);
    this.reason = reason;
    this.sentence = sentence;
  }

  public Reason reason() {
    return reason;
  }

  static InflationException cut() {
    return new InflationException(Reason.CUT, "it ends in the middle");
  }

  static InflationException damaged(String how) {
    return new InflationException(Reason.DAMAGED, how);
  }

  static InflationException refused(String why) {
    return new InflationException(Reason.REFUSED, why);
  }

  /** The same, with the uncompressed offset at which it came up. */
  InflationException after(long bytes) {
    String located =
        switch (reason) {
          case CUT -> "is cut or damaged after %,d bytes: %s".formatted(bytes, sentence);
          case DAMAGED -> "is damaged after %,d bytes: %s".formatted(bytes, sentence);
          case REFUSED -> "was read up to %,d bytes: %s".formatted(bytes, sentence);
          case BOUND -> sentence;
        };
    return new InflationException(reason, located);
  }
}

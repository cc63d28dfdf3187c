package dev.rearview.proto;

/** Headers of {@code rearview.intake}. */
public final class IntakeHeaders {
  /**
   * Says that the record is no event but a prune record's text, which the sequencer is to sign and
   * write to {@code rearview.checkpoints}. The header's value is empty.
   */
  public static final String PRUNE = "prune";

  private IntakeHeaders() {}
}

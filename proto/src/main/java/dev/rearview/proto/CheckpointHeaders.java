package dev.rearview.proto;

/** Headers of {@code rearview.checkpoints}. */
public final class CheckpointHeaders {
  /**
   * A public key of who signed, as vkey; once for each key. It tells which keys there are; whom to
   * trust is for the reader to decide.
   */
  public static final String KEY = "vkey";

  private CheckpointHeaders() {}
}

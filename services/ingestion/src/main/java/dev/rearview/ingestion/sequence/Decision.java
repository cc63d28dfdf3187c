package dev.rearview.ingestion.sequence;

/** What becomes of an event. */
public sealed interface Decision {
  /**
   * It is new: numbered, chained, and a leaf of the tree.
   *
   * @param globalSeq its number
   * @param prevHash the chain's hash before it, 32 bytes
   * @param hash the chain's hash with it
   * @param leaf its leaf hash
   */
  @SuppressWarnings("ArrayRecordComponent") // is taken apart at once and never compared
  record Appended(long globalSeq, byte[] prevHash, byte[] hash, byte[] leaf) implements Decision {}

  /** It came before, and is entry {@code globalSeq}. */
  record Repeated(long globalSeq) implements Decision {}

  /** Its {@code field} came before, with entry {@code globalSeq}, which has another body. */
  record Conflict(long globalSeq, String field, String reason) implements Decision {}
}

package dev.rearview.ingestion.sequence;

import dev.rearview.integrity.HashChain;

/** What becomes of an event. */
public sealed interface Decision {
  /** It is new: numbered, chained, and a leaf of the tree. */
  record Appended(HashChain.Entry entry) implements Decision {}

  /** It came before, and is entry {@code globalSeq}. */
  record Repeated(long globalSeq) implements Decision {}

  /** Its {@code field} came before, with entry {@code globalSeq}, which has another body. */
  record Conflict(long globalSeq, String field, String reason) implements Decision {}
}

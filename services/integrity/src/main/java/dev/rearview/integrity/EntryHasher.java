package dev.rearview.integrity;

import dev.rearview.model.Event;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * Hashes an event that may become an entry: encodes it once, for what its sender said and for its
 * place in the log. It is used again for each event. Not safe for use by several threads at once.
 */
public final class EntryHasher {
  private final LeafEncoding encoding = new LeafEncoding();
  private final MessageDigest digest = HashChain.sha256();
  private LeafBuffer event = new LeafBuffer();

  /** Encodes the event that the next questions are about. */
  public void read(Event next) {
    event = encoding.write(next);
  }

  /**
   * Stands for what the sender said: id, world, a time, and all that follows the times in the
   * encoding. Neither number nor observation count.
   *
   * @param claimedMs the time that the sender claimed
   * @return 32 bytes
   */
  public byte[] said(long claimedMs) {
    event.digest(digest, 0, encoding.seqAt());
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(claimedMs).array());
    event.digest(digest, encoding.componentAt(), event.length());
    return digest.digest();
  }

  /** The leaf hash of the event under a number: as {@link HashChain#leaf(Event)}. */
  public byte[] leaf(long globalSeq) {
    event.renumber(encoding.seqAt(), globalSeq);
    return HashChain.leaf(event, digest);
  }

  /** As {@link HashChain#link(byte[], byte[])}. */
  public byte[] link(byte[] prevHash, byte[] leaf) {
    return HashChain.link(prevHash, leaf, digest);
  }
}

package dev.rearview.integrity;

import dev.rearview.model.Event;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hash chain over a world's log. Hashes are SHA-256.
 *
 * <ul>
 *   <li>leaf = SHA-256({@code 0x00} ‖ {@link LeafEncoding encoding v1});
 *   <li>hash = SHA-256({@code 0x02} ‖ prev_hash ‖ leaf), prev_hash being the hash of the entry
 *       before it, for the first entry 32 zero bytes.
 * </ul>
 *
 * The first byte keeps the kinds of hashes apart; {@code 0x01} belongs to the inner nodes of an RFC
 * 6962 tree over the same leaves.
 */
public final class HashChain {
  /** Length of every hash here, in bytes. */
  public static final int HASH_LENGTH = 32;

  /** What stands before the first entry: 32 zero bytes, in hex. */
  public static final String GENESIS = "00".repeat(HASH_LENGTH);

  private static final byte LEAF = 0x00;
  private static final byte LINK = 0x02;
  private static final HexFormat HEX = HexFormat.of();

  private HashChain() {}

  /** The leaf hash of an event, which must have its {@code global_seq}. 32 bytes. */
  public static byte[] leaf(Event event) {
    return leaf(new LeafEncoding().write(event), sha256());
  }

  /** The leaf hash of an event whose encoding was written. */
  public static byte[] leaf(LeafBuffer encoding, MessageDigest digest) {
    digest.update(LEAF);
    encoding.digest(digest);
    return digest.digest();
  }

  /**
   * The chain's hash after an entry.
   *
   * @param prevHash the hash before it, 32 bytes
   * @param leaf the entry's leaf hash, 32 bytes
   */
  public static byte[] link(byte[] prevHash, byte[] leaf) {
    return link(prevHash, leaf, sha256());
  }

  /** As {@link #link(byte[], byte[])}, with a digest that can be used again. */
  public static byte[] link(byte[] prevHash, byte[] leaf, MessageDigest digest) {
    if (prevHash.length != HASH_LENGTH || leaf.length != HASH_LENGTH) {
      throw new IllegalArgumentException(
          "hashes have %d bytes, not %d and %d"
              .formatted(HASH_LENGTH, prevHash.length, leaf.length));
    }
    digest.update(LINK);
    digest.update(prevHash);
    return digest.digest(leaf);
  }

  /**
   * The event as the next entry of a log: numbered and chained.
   *
   * @param globalSeq its number, one more than that of the entry before it
   * @param prevHash the hash of the entry before it, hex; {@link #GENESIS} for the first
   */
  public static Event append(Event event, long globalSeq, String prevHash) {
    Event.Builder numbered = event.toBuilder().globalSeq(globalSeq).prevHash(prevHash);
    byte[] leaf = leaf(numbered.build());
    return numbered.hash(HEX.formatHex(link(HEX.parseHex(prevHash), leaf))).build();
  }

  /** A digest of the kind that every hash here is made with. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

package dev.rearview.integrity.tree;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of a Merkle tree as RFC 6962, section 2.1, defines them over SHA-256. Leaves are
 * hashed elsewhere, with {@code 0x00} before their bytes. Not safe for use by several threads at
 * once.
 */
public final class TreeHasher {
  /** Length of every hash, in bytes. */
  public static final int HASH_LENGTH = 32;

  private static final byte NODE = 0x01;

  private final MessageDigest digest = sha256();

  /** The hash of a tree without leaves: SHA-256 of nothing. */
  public byte[] empty() {
    return digest.digest();
  }

  /** The hash of an inner node: SHA-256({@code 0x01} ‖ left ‖ right). */
  public byte[] node(byte[] left, byte[] right) {
    requireHash(left);
    requireHash(right);
    digest.update(NODE);
    digest.update(left);
    return digest.digest(right);
  }

  /** As {@link #node(byte[], byte[])}, over two hashes that stand side by side in an array. */
  void node(byte[] hashes, int from, byte[] to, int at) {
    digest.update(NODE);
    digest.update(hashes, from, 2 * HASH_LENGTH);
    try {
      digest.digest(to, at, HASH_LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("no room for a hash at %d".formatted(at), e);
    }
  }

  static void requireHash(byte[] hash) {
    if (hash.length != HASH_LENGTH) {
      throw new IllegalArgumentException(
          "a hash has %d bytes, not %d".formatted(HASH_LENGTH, hash.length));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

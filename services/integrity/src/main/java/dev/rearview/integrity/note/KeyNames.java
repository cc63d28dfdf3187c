package dev.rearview.integrity.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Names and numbers of keys, as the C2SP specification signed-note gives them. */
final class KeyNames {
  /** Says that a key is one of Ed25519. */
  static final byte ED25519 = 0x01;

  /** Length of an Ed25519 public key and of the seed of a private one, in bytes. */
  static final int KEY_LENGTH = 32;

  /** Length of an Ed25519 signature, in bytes. */
  static final int SIGNATURE_LENGTH = 64;

  /** Longest name, in characters. */
  static final int MAX_LENGTH = 255;

  private KeyNames() {}

  /** Why this cannot name a key; empty where it can. */
  static String fault(String name) {
    if (name.isEmpty()) {
      return "a key's name is not empty";
    }
    if (name.length() > MAX_LENGTH) {
      return "a key's name has at most %d characters, not %d".formatted(MAX_LENGTH, name.length());
    }
    boolean plain =
        name.codePoints()
            .noneMatch(
                c -> c == '+' || Character.isWhitespace(c) || Character.isSpaceChar(c) || c < 0x20);
    return plain ? "" : "a key's name has neither spaces nor '+', as '%s' has".formatted(name);
  }

  /** The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key). */
  static int hash(String name, byte[] publicKey) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
      digest.update(ED25519);
      return ByteBuffer.wrap(digest.digest(publicKey)).getInt();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String hex(int hash) {
    return HexFormat.of().toHexDigits(hash);
  }

  static int parseHash(String hex) throws NoteException {
    try {
      if (hex.length() == 8) {
        return HexFormat.fromHexDigits(hex);
      }
    } catch (IllegalArgumentException e) {
      // answered below, as for a number of the wrong length
    }
    throw new NoteException(0, "a key's number has 8 hexadecimal digits, not '%s'".formatted(hex));
  }

  /** The bytes behind the byte that says which kind of key it is. */
  static byte[] keyBytes(byte[] typed) throws NoteException {
    if (typed.length == 0 || typed[0] != ED25519) {
      throw new NoteException(
          0,
          "only Ed25519 keys (kind 1) are known, not kind %d"
              .formatted(typed.length == 0 ? 0 : typed[0]));
    }
    if (typed.length != 1 + KEY_LENGTH) {
      throw new NoteException(
          0, "an Ed25519 key has %d bytes, not %d".formatted(KEY_LENGTH, typed.length - 1));
    }
    return Arrays.copyOfRange(typed, 1, typed.length);
  }
}

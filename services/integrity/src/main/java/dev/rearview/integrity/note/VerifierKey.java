package dev.rearview.integrity.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * A public key that notes are verified with. Its text form, a vkey, is {@code name+hash+key}: eight
 * hexadecimal digits that the name and the key give, and base64 of 0x01 and the 32 bytes of the
 * Ed25519 key.
 */
public final class VerifierKey {
  /** What stands before the 32 bytes of an Ed25519 key in X.509 (RFC 8410). */
  private static final byte[] X509_PREFIX = {
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
  };

  private final String name;
  private final int hash;
  private final byte[] bytes;
  private final PublicKey key;

  private VerifierKey(String name, byte[] bytes) throws NoteException {
    this.name = name;
    this.bytes = bytes;
    this.hash = KeyNames.hash(name, bytes);
    ByteBuffer x509 = ByteBuffer.allocate(X509_PREFIX.length + bytes.length);
    try {
      key =
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new X509EncodedKeySpec(x509.put(X509_PREFIX).put(bytes).array()));
    } catch (GeneralSecurityException e) {
      throw new NoteException(0, "the 32 bytes are no Ed25519 key: " + e.getMessage());
    }
  }

  /** The key with these 32 bytes. */
  static VerifierKey of(String name, byte[] bytes) throws NoteException {
    return new VerifierKey(name, bytes);
  }

  /**
   * Reads a vkey.
   *
   * @throws NoteException where it is none
   */
  public static VerifierKey parse(String vkey) throws NoteException {
    String[] parts = vkey.strip().split("\\+", 3);
    if (parts.length != 3) {
      throw new NoteException(
          0, "a public key reads name+hash+key, not '%s'".formatted(shown(vkey)));
    }
    String fault = KeyNames.fault(parts[0]);
    if (!fault.isEmpty()) {
      throw new NoteException(0, fault);
    }
    int stated = KeyNames.parseHash(parts[1]);
    VerifierKey parsed = new VerifierKey(parts[0], KeyNames.keyBytes(base64(parts[2])));
    if (parsed.hash != stated) {
      throw new NoteException(
          0,
          "name and key of '%s' give the number %s, not %s: a part of it was changed"
              .formatted(parts[0], KeyNames.hex(parsed.hash), parts[1]));
    }
    return parsed;
  }

  private static byte[] base64(String text) throws NoteException {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new NoteException(0, "the key is not base64: " + e.getMessage());
    }
  }

  /** The key's name. */
  public String name() {
    return name;
  }

  /** The number that name and key give, as eight hexadecimal digits. */
  public String number() {
    return KeyNames.hex(hash);
  }

  /** The text form. */
  public String vkey() {
    byte[] typed = ByteBuffer.allocate(1 + bytes.length).put(KeyNames.ED25519).put(bytes).array();
    return "%s+%s+%s".formatted(name, number(), Base64.getEncoder().encodeToString(typed));
  }

  /** Whether a signature claims to be by this key: name and number are its own. */
  public boolean claims(SignedNote.NoteSignature signature) {
    return signature.keyHash() == hash && signature.name().equals(name);
  }

  /** Whether these bytes are this key's signature of a text. */
  boolean verifies(String text, byte[] signature) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(key);
      ed25519.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.length == KeyNames.SIGNATURE_LENGTH && ed25519.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String shown(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that
        && that.name.equals(name)
        && Arrays.equals(that.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return vkey();
  }
}

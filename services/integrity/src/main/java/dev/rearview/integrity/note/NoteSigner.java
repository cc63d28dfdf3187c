package dev.rearview.integrity.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * A private key that notes are signed with. Its text form is {@code PRIVATE+KEY+name+hash+key}, the
 * key being base64 of 0x01 and the 32 bytes of the Ed25519 seed, as other programs of signed notes
 * keep it. Its {@code toString} says only the public key.
 */
public final class NoteSigner {
  private static final String PREFIX = "PRIVATE+KEY+";

  private final byte[] seed;
  private final PrivateKey key;
  private final VerifierKey verifier;

  private NoteSigner(String name, byte[] seed) throws NoteException {
    String fault = KeyNames.fault(name);
    if (!fault.isEmpty()) {
      throw new NoteException(0, fault);
    }
    this.seed = seed;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new SeedAsRandom(seed));
      KeyPair pair = generator.generateKeyPair();
      byte[] x509 = pair.getPublic().getEncoded();
      key = pair.getPrivate();
      verifier =
          VerifierKey.of(
              name, Arrays.copyOfRange(x509, x509.length - KeyNames.KEY_LENGTH, x509.length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
    }
  }

  /** A new key. */
  public static NoteSigner generate(String name, SecureRandom random) throws NoteException {
    byte[] seed = new byte[KeyNames.KEY_LENGTH];
    random.nextBytes(seed);
    return new NoteSigner(name, seed);
  }

  /**
   * Reads a private key's text form.
   *
   * @throws NoteException where it is none; the message holds nothing of the key
   */
  public static NoteSigner parse(String text) throws NoteException {
    String stripped = text.strip();
    String[] parts =
        stripped.startsWith(PREFIX)
            ? stripped.substring(PREFIX.length()).split("\\+", 3)
            : new String[0];
    if (parts.length != 3) {
      throw new NoteException(0, "a private key reads PRIVATE+KEY+name+hash+key");
    }
    int stated = KeyNames.parseHash(parts[1]);
    NoteSigner signer;
    try {
      signer = new NoteSigner(parts[0], KeyNames.keyBytes(Base64.getDecoder().decode(parts[2])));
    } catch (IllegalArgumentException e) {
      throw new NoteException(0, "the private key of '%s' is not base64".formatted(parts[0]));
    }
    if (!signer.verifier.number().equals(KeyNames.hex(stated))) {
      throw new NoteException(
          0,
          "name and private key of '%s' give the number %s, not %s: a part of it was changed"
              .formatted(parts[0], signer.verifier.number(), parts[1]));
    }
    return signer;
  }

  /** The key that verifies what this one signs. */
  public VerifierKey verifier() {
    return verifier;
  }

  /** The text form, which must be kept secret. */
  public String privateKey() {
    byte[] typed = ByteBuffer.allocate(1 + seed.length).put(KeyNames.ED25519).put(seed).array();
    return PREFIX
        + "%s+%s+%s"
            .formatted(
                verifier.name(), verifier.number(), Base64.getEncoder().encodeToString(typed));
  }

  /** This key's signature of a text, 64 bytes. */
  byte[] sign(String text) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(key);
      ed25519.update(text.getBytes(StandardCharsets.UTF_8));
      return ed25519.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 signs every text", e);
    }
  }

  @Override
  public String toString() {
    return "signer of " + verifier;
  }

  /**
   * Gives the seed where the generator asks for chance: the platform has no other way from a seed
   * to its public key. Were that ever to change, the number of a stored key would not fit.
   */
  private static final class SeedAsRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] seed;

    SeedAsRandom(byte[] seed) {
      super(null, null);
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      if (bytes.length != seed.length) {
        throw new IllegalStateException(
            "an Ed25519 key is made of %d bytes, not %d".formatted(seed.length, bytes.length));
      }
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}

package dev.rearview.ingestion.redaction;

import java.util.List;

/**
 * What is removed beyond what shows itself, and how ids keep their identity without their text.
 *
 * @param fields names of fields whose values are secret; see {@link #DEFAULT_FIELDS}
 * @param key key of the pseudonyms that replace secrets in ids and names (HMAC-SHA256), at least 16
 *     bytes; the same on all instances, or the same id gets different pseudonyms
 */
public record RedactionSettings(List<String> fields, byte[] key) {
  /** Fewest bytes of a key. */
  public static final int MIN_KEY_BYTES = 16;

  /** What is secret unless configured otherwise. */
  public static final List<String> DEFAULT_FIELDS =
      List.of(
          "password",
          "passwd",
          "pwd",
          "passphrase",
          "secret",
          "token",
          "authorization",
          "api_key",
          "access_key",
          "secret_key",
          "account_key",
          "shared_access_key",
          "private_key",
          "credentials",
          "cookie",
          "cvv",
          "ssn");

  public RedactionSettings {
    fields = List.copyOf(fields);
    key = key.clone();
    if (key.length < MIN_KEY_BYTES) {
      throw new IllegalArgumentException(
          "the redaction key has %d bytes, it needs %d".formatted(key.length, MIN_KEY_BYTES));
    }
  }

  @Override
  public byte[] key() {
    return key.clone();
  }
}

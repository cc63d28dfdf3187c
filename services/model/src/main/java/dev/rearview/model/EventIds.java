package dev.rearview.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The ids of events (RFC 9562): derived ones are version 8, fresh ones version 7. */
public final class EventIds {
  private EventIds() {}

  /**
   * The id of an event that was appended with a {@code req_id}: the same however often it comes.
   */
  public static UUID ofRequest(String world, String sourceId, String reqId) {
    return derive("request", world, sourceId, reqId);
  }

  /**
   * The id of a log record by where it lies, the same whether it is scanned or shipped.
   *
   * @param stream the stream's canonical text: node and pod container, or node and path
   * @param piece which piece of the stream (a rotation's identity), as the scanner names it
   * @param offset uncompressed byte offset of the record's first byte in the piece
   */
  public static UUID ofPosition(String stream, String piece, long offset) {
    return derive("position", stream, piece, Long.toString(offset));
  }

  /** A fresh UUIDv7 of this moment. */
  public static UUID fresh(long epochMillis, RandomGenerator random) {
    long high = (epochMillis << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static UUID derive(String domain, String... parts) {
    MessageDigest digest = sha256();
    update(digest, domain);
    for (String part : parts) {
      update(digest, part);
    }
    ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
    long high = (bytes.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
    long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static void update(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

package dev.rearview.replay.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;

/**
 * The layout of the stores' keys; their unsigned byte order is the order of what they stand for.
 *
 * <p>Text is UTF-8 with 0x00 written as 0x00 0xFF and ended by 0x00 0x01, so that no text is a
 * prefix of another. Numbers are 8 bytes, big-endian; times have their sign flipped.
 */
public final class Keys {
  private static final byte SEQ = 'q';
  private static final byte ID = 'i';
  private static final byte TIME = 't';
  private static final byte OBSERVED = 'o';
  private static final byte CORRELATION = 's';
  private static final byte REQUEST = 'r';
  private static final byte SOURCE = 'u';
  private static final byte SPAN = 'p';
  private static final byte DECLARATION = 'd';
  private static final byte CHANGE = 'c';
  private static final byte COMPONENT = 'C';
  private static final byte SESSION = 'S';
  private static final byte WORLD = 'W';
  private static final byte DELTA = 'd';
  private static final byte SNAPSHOT = 's';
  private static final byte SNAPSHOT_DUE = 'n';

  /** The order of texts in keys: that of their UTF-8. */
  public static final Comparator<String> TEXT_ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);

  private Keys() {}

  /** Event store: world, component, time, sequence. */
  public static byte[] event(String world, String component, Position at) {
    return new Keys().text(world).text(component).position(at).done();
  }

  public static byte[] bySeq(String world, long seq) {
    return tagged(SEQ, world).number(seq).done();
  }

  public static byte[] byId(String world, UUID id) {
    return tagged(ID, world)
        .number(id.getMostSignificantBits())
        .number(id.getLeastSignificantBits())
        .done();
  }

  public static byte[] byTime(String world, Position at) {
    return tagged(TIME, world).position(at).done();
  }

  public static byte[] byObserved(String world, Position at) {
    return tagged(OBSERVED, world).position(at).done();
  }

  public static byte[] byCorrelation(
      String world, Correlation correlation, String key, Position at) {
    return tagged(CORRELATION, world)
        .tag((byte) correlation.ordinal())
        .text(key)
        .position(at)
        .done();
  }

  public static byte[] byRequest(String world, String reqId, long seq) {
    return tagged(REQUEST, world).text(reqId).number(seq).done();
  }

  public static byte[] bySource(String world, String sourceId, long seq) {
    return tagged(SOURCE, world).text(sourceId).number(seq).done();
  }

  public static byte[] bySpan(String world, String spanId, Position at) {
    return tagged(SPAN, world).text(spanId).position(at).done();
  }

  public static byte[] declaration(String world, String component, Position at) {
    return tagged(DECLARATION, world).text(component).position(at).done();
  }

  public static byte[] change(String world, Position at) {
    return tagged(CHANGE, world).position(at).done();
  }

  public static byte[] component(String world, String component) {
    return tagged(COMPONENT, world).text(component).done();
  }

  static byte[] components(String world) {
    return tagged(COMPONENT, world).done();
  }

  public static byte[] session(String world, String session) {
    return tagged(SESSION, world).text(session).done();
  }

  static byte[] sessions(String world) {
    return tagged(SESSION, world).done();
  }

  public static byte[] world(String world) {
    return tagged(WORLD, world).done();
  }

  /** State store: a component's deltas. */
  public static byte[] delta(String world, String component, Position at) {
    return tagged(DELTA, world).text(component).position(at).done();
  }

  /** State store: a component's snapshots. */
  public static byte[] snapshot(String world, String component, Position at) {
    return tagged(SNAPSHOT, world).text(component).position(at).done();
  }

  /** State store: how many deltas came since snapshots were last written. */
  public static byte[] snapshotDue(String world, String component) {
    return tagged(SNAPSHOT_DUE, world).text(component).done();
  }

  /** Greater than every key that begins with the prefix, and no key itself. */
  public static byte[] afterPrefix(byte[] prefix) {
    byte[] result = prefix.clone();
    for (int i = result.length - 1; i >= 0; i--) {
      if (result[i] != (byte) 0xFF) {
        result[i]++;
        return Arrays.copyOf(result, i + 1);
      }
    }
    throw new IllegalArgumentException("a prefix of 0xFF only");
  }

  /** The position that ends a key. */
  public static Position positionOf(byte[] key) {
    ByteBuffer end = ByteBuffer.wrap(key, key.length - 16, 16);
    return new Position(end.getLong() ^ Long.MIN_VALUE, end.getLong());
  }

  private static Keys tagged(byte tag, String world) {
    return new Keys().tag(tag).text(world);
  }

  private Keys tag(byte tag) {
    bytes.write(tag);
    return this;
  }

  private Keys text(String text) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      bytes.write(b);
      if (b == 0) {
        bytes.write(0xFF);
      }
    }
    bytes.write(0);
    bytes.write(1);
    return this;
  }

  private Keys number(long number) {
    bytes.writeBytes(ByteBuffer.allocate(8).putLong(number).array());
    return this;
  }

  private Keys position(Position at) {
    return number(at.timestampMs() ^ Long.MIN_VALUE).number(at.globalSeq());
  }

  private byte[] done() {
    return bytes.toByteArray();
  }
}

package dev.rearview.replay.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The layout of the stores' keys; their unsigned byte order is the order of what they stand for.
 *
 * <p>Text is UTF-8 with 0x00 written as 0x00 0xFF and ended by 0x00 0x01, so that no text is a
 * prefix of another. Numbers are 8 bytes, big-endian; times have their sign flipped.
 */
public final class Keys {
  private static final byte TIME = 't';
  private static final byte OBSERVED = 'o';
  private static final byte NAMED = 'x';
  private static final byte DISK = 'b';
  private static final byte DECLARATION = 'd';
  private static final byte CHANGE = 'c';
  private static final byte COMPONENT = 'C';
  private static final byte SESSION = 'S';
  private static final byte WORLD = 'W';
  private static final byte DELTA = 'd';
  private static final byte STATELESS = 'e';
  private static final byte SNAPSHOT = 's';
  private static final int HASH_BYTES = 6;
  private static final int BUCKET_MS = 1_000;

  /** The order of texts in keys: that of their UTF-8. */
  public static final Comparator<String> TEXT_ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);

  private Keys() {}

  /** What events are looked for by; the order is part of the layout. */
  enum Name {
    ID,
    SESSION,
    REQUEST,
    TRACE,
    SPAN,
    REQ_ID,
    SOURCE;

    static Name of(Correlation correlation) {
      return switch (correlation) {
        case SESSION_ID -> SESSION;
        case REQUEST_ID -> REQUEST;
        case TRACE_ID -> TRACE;
      };
    }
  }

  /** Event store: an event's body. */
  public static byte[] body(String world, long seq) {
    return new Keys().text(world).number(seq).done();
  }

  /** The bodies of a world come with this prefix. */
  static byte[] bodies(String world) {
    return new Keys().text(world).done();
  }

  /** The sequence number that ends the key of a body, or a posting's block. */
  static long numberOf(byte[] key) {
    return ByteBuffer.wrap(key, key.length - 8, 8).getLong();
  }

  /** Index: the events of a block of sequence numbers whose event time lies in a second. */
  static byte[] byTime(String world, long timestampMs, long block) {
    return tagged(TIME, world).number(bucket(timestampMs)).number(block).done();
  }

  /** Index: as {@link #byTime} for the time of observation. */
  static byte[] byObserved(String world, long observedMs, long block) {
    return tagged(OBSERVED, world).number(bucket(observedMs)).number(block).done();
  }

  /** Times with equal buckets lie in the same second; unsigned order is the order of time. */
  static long bucket(long timeMs) {
    return Math.floorDiv(timeMs, BUCKET_MS) ^ Long.MIN_VALUE;
  }

  /** The bucket of a key of {@link #byTime} or {@link #byObserved}. */
  static long bucketOf(byte[] key) {
    return ByteBuffer.wrap(key, key.length - 16, 8).getLong();
  }

  /**
   * Index: the events of a block with a name. Only a part of the name's hash is in the key, so that
   * it is short: whoever reads looks whether the event has that name.
   */
  static byte[] named(String world, Name kind, String name, long block) {
    return new Keys().tag(NAMED).tag((byte) kind.ordinal()).hash(world, name).number(block).done();
  }

  /** Index: how many bytes the partition has on disk. */
  public static byte[] disk() {
    return new Keys().tag(DISK).done();
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

  /** A component of a session; comes right after the session. */
  static byte[] member(String world, String session, String component) {
    return tagged(SESSION, world).text(session).text(component).done();
  }

  /** The session of a key of {@link #session}. */
  static String sessionOf(byte[] key, String world) {
    return textOf(key, sessions(world).length);
  }

  /** The component of a key of {@link #member} that follows the session's own. */
  static String memberOf(byte[] key, byte[] session) {
    return textOf(key, session.length);
  }

  /** The text that a key ends with. */
  private static String textOf(byte[] key, int from) {
    ByteArrayOutputStream text = new ByteArrayOutputStream(key.length - from);
    for (int i = from; i < key.length - 2; i++) {
      text.write(key[i]);
      i += key[i] == 0 ? 1 : 0;
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  static byte[] sessions(String world) {
    return tagged(SESSION, world).done();
  }

  public static byte[] world(String world) {
    return tagged(WORLD, world).done();
  }

  static byte[] worlds() {
    return new Keys().tag(WORLD).done();
  }

  /** State store: a component's deltas. */
  public static byte[] delta(String world, String component, Position at) {
    return tagged(DELTA, world).text(component).position(at).done();
  }

  /** State store: a component's snapshots. */
  public static byte[] snapshot(String world, String component, Position at) {
    return tagged(SNAPSHOT, world).text(component).position(at).done();
  }

  /** State store: a component's events without a delta. */
  static byte[] stateless(String world, String component, Position at) {
    return tagged(STATELESS, world).text(component).position(at).done();
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
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (text.indexOf(0) < 0) {
      bytes.write(utf8, 0, utf8.length);
    } else {
      for (byte b : utf8) {
        bytes.write(b);
        if (b == 0) {
          bytes.write(0xFF);
        }
      }
    }
    bytes.write(0);
    bytes.write(1);
    return this;
  }

  private Keys number(long number) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes.write((int) (number >>> shift));
    }
    return this;
  }

  /** FNV-1a over both, mixed; the upper bytes of it. */
  private Keys hash(String world, String name) {
    long hash = 0xCBF29CE484222325L;
    for (String text : List.of(world, "\0", name)) {
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
      }
    }
    hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
    hash ^= hash >>> 33;
    for (int i = 0; i < HASH_BYTES; i++) {
      bytes.write((int) (hash >>> (56 - 8 * i)));
    }
    return this;
  }

  private Keys position(Position at) {
    return number(at.timestampMs() ^ Long.MIN_VALUE).number(at.globalSeq());
  }

  private byte[] done() {
    return bytes.toByteArray();
  }
}

package dev.rearview.integrity.export;

import dev.rearview.integrity.HashChain;
import dev.rearview.integrity.LeafBuffer;
import dev.rearview.integrity.LeafEncoding;
import dev.rearview.model.DeltaFormat;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import dev.rearview.model.TimeSource;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads a line of an export straight into the leaf encoding: one pass over the bytes, no object for
 * any value. It knows lines only as {@code EventJson} writes them, member after member in the
 * encoding's order and without blanks between them, each read by {@link PlainValues}; whatever
 * deviates from that it does not take, and the general reader decides what it is. Not safe for use
 * by several threads at once.
 */
final class PlainLine {
  private static final int HEX_LENGTH = 2 * HashChain.HASH_LENGTH;
  private static final int MAX_WORLD = 63;

  private static final byte[] ID = bytes("{\"id\":");
  private static final byte[] WORLD = member("world");
  private static final byte[] GLOBAL_SEQ = member("global_seq");
  private static final byte[] TIMESTAMP = member("timestamp_ms");
  private static final byte[] TIME_SOURCE = member("time_source");
  private static final byte[] REPORTED = member("reported_ms");
  private static final byte[] OBSERVED = member("observed_ms");
  private static final byte[] COMPONENT = member("component_id");
  private static final byte[] KIND = member("kind");
  private static final byte[] LOG_LEVEL = member("log_level");
  private static final byte[] MESSAGE = member("message");
  private static final byte[] STATE_DELTA = member("state_delta");
  private static final byte[] DELTA_FORMAT = member("delta_format");
  private static final byte[] DEPENDENCIES = member("dependency_ids");
  private static final byte[][] CORRELATION =
      Stream.of("req_id", "request_id", "session_id", "trace_id", "span_id", "parent_span_id")
          .map(PlainLine::member)
          .toArray(byte[][]::new);
  private static final byte[] CAUSES = member("cause_ids");
  private static final byte[] ATTRIBUTES = member("attributes");
  private static final byte[] METRICS = member("metrics");
  private static final byte[] SOURCE = member("source_id");
  private static final byte[] PREV_HASH = member("prev_hash");
  private static final byte[] HASH = member("hash");

  private static final byte[][] TIME_SOURCES = words(TimeSource.values(), TimeSource::wireName);
  private static final byte[][] KINDS = words(Kind.values(), Kind::wireName);
  private static final byte[][] LEVELS = words(Level.values(), Level::name);
  private static final byte[][] FORMATS = words(DeltaFormat.values(), DeltaFormat::wireName);

  private final PlainValues values = new PlainValues();
  private final LeafBuffer leaf = values.leaf();
  private final TextCheck text = new TextCheck();

  private byte[] bytes = new byte[0];
  private long globalSeq;
  private int worldFrom;
  private int worldTo;
  private byte[] prevHash = new byte[0];
  private byte[] hash = new byte[HashChain.HASH_LENGTH];

  /** The same in hex: before a line is read, what its entry is mostly chained to. */
  private final byte[] hashText = bytes(HashChain.GENESIS);

  /** Reads a line without its end; false: not one of those that this reads. */
  boolean read(byte[] line, int from, int end) {
    bytes = line;
    values.begin(line, from, end);
    leaf.version(LeafEncoding.VERSION);
    return identity()
        && times()
        && what()
        && correlation()
        && members()
        && chain()
        && values.isAtEnd()
        && text.isUtf8(line, from, end);
  }

  /** The leaf encoding of the line's event. */
  LeafBuffer leaf() {
    return leaf;
  }

  long globalSeq() {
    return globalSeq;
  }

  byte[] prevHash() {
    return prevHash;
  }

  byte[] hash() {
    return hash;
  }

  boolean isOfWorld(byte[] world) {
    return Arrays.equals(bytes, worldFrom, worldTo, world, 0, world.length);
  }

  String world() {
    return new String(bytes, worldFrom, worldTo - worldFrom, StandardCharsets.US_ASCII);
  }

  private boolean identity() {
    if (!values.passes(ID) || !values.uuid() || !values.passes(WORLD) || !worldName()) {
      return false;
    }
    if (!values.passes(GLOBAL_SEQ) || !values.integer()) {
      return false;
    }
    globalSeq = values.integerRead();
    return globalSeq > 0;
  }

  private boolean worldName() {
    int first = values.at() + 1;
    if (!values.string()) {
      return false;
    }
    worldFrom = first;
    worldTo = values.at() - 1;
    if (worldTo == first || worldTo - first > MAX_WORLD) {
      return false;
    }
    for (int i = first; i < worldTo; i++) {
      byte b = bytes[i];
      boolean letter = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9');
      if (!letter && (i == first || (b != '.' && b != '_' && b != '-'))) {
        return false;
      }
    }
    return true;
  }

  private boolean times() {
    if (!values.passes(TIMESTAMP)
        || !values.integer()
        || !values.passes(TIME_SOURCE)
        || !values.word(TIME_SOURCES)) {
      return false;
    }
    if (values.passes(REPORTED)) {
      if (!values.integer()) {
        return false;
      }
    } else {
      leaf.absent();
    }
    return values.passes(OBSERVED) && values.integer();
  }

  private boolean what() {
    if (!values.passes(COMPONENT)
        || !values.component()
        || !values.passes(KIND)
        || !values.word(KINDS)) {
      return false;
    }
    if (values.passes(LOG_LEVEL)) {
      if (!values.word(LEVELS)) {
        return false;
      }
    } else {
      leaf.absent();
    }
    return optional(MESSAGE) && delta();
  }

  private boolean delta() {
    if (!values.passes(STATE_DELTA)) {
      leaf.absent();
      leaf.absent();
      return true;
    }
    return values.json() && values.passes(DELTA_FORMAT) && values.word(FORMATS);
  }

  private boolean correlation() {
    if (values.passes(DEPENDENCIES)) {
      if (!components()) {
        return false;
      }
    } else {
      leaf.absent();
    }
    for (byte[] member : CORRELATION) {
      if (!optional(member)) {
        return false;
      }
    }
    return causes();
  }

  private boolean components() {
    if (!values.takes('[')) {
      return false;
    }
    int group = leaf.beginGroup(0);
    int count = 0;
    for (boolean more = !values.is(']'); more; more = values.takes(',')) {
      if (!values.component()) {
        return false;
      }
      count++;
    }
    leaf.recount(group, count);
    leaf.endGroup(group);
    return values.takes(']');
  }

  private boolean causes() {
    int group = leaf.beginGroup(0);
    if (values.passes(CAUSES)) {
      int count = 0;
      if (!values.takes('[')) {
        return false;
      }
      for (boolean more = !values.is(']'); more; more = values.takes(',')) {
        if (!values.uuid()) {
          return false;
        }
        count++;
      }
      leaf.recount(group, count);
      if (!values.takes(']')) {
        return false;
      }
    }
    leaf.endGroup(group);
    return true;
  }

  private boolean members() {
    return map(ATTRIBUTES, false) && map(METRICS, true) && optional(SOURCE);
  }

  /** A map whose names stand in the order of the encoding, each once. */
  private boolean map(byte[] member, boolean numbers) {
    int group = leaf.beginGroup(0);
    if (values.passes(member)) {
      int count = 0;
      int before = -1;
      if (!values.takes('{')) {
        return false;
      }
      for (boolean more = !values.is('}'); more; more = values.takes(',')) {
        int name = leaf.length();
        if (!values.string() || !values.takes(':')) {
          return false;
        }
        if (before >= 0 && leaf.compareValues(before, name) >= 0) {
          return false;
        }
        before = name;
        if (!(numbers ? values.fraction() : values.string())) {
          return false;
        }
        count++;
      }
      leaf.recount(group, count);
      if (!values.takes('}')) {
        return false;
      }
    }
    leaf.endGroup(group);
    return true;
  }

  private boolean chain() {
    if (!values.passes(PREV_HASH)) {
      return false;
    }
    if (values.quotes(hashText)) {
      prevHash = hash;
    } else {
      prevHash = new byte[HashChain.HASH_LENGTH];
      if (!values.hex(prevHash)) {
        return false;
      }
    }
    return values.passes(HASH) && ownHash() && values.takes('}');
  }

  private boolean ownHash() {
    int first = values.at() + 1;
    byte[] decoded = new byte[HashChain.HASH_LENGTH];
    if (!values.hex(decoded)) {
      return false;
    }
    hash = decoded;
    System.arraycopy(bytes, first, hashText, 0, HEX_LENGTH);
    return true;
  }

  private boolean optional(byte[] member) {
    if (values.passes(member)) {
      return values.string();
    }
    leaf.absent();
    return true;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] member(String name) {
    return bytes(",\"" + name + "\":");
  }

  private static <E> byte[][] words(E[] values, Function<E, String> name) {
    return Stream.of(values).map(value -> bytes(name.apply(value))).toArray(byte[][]::new);
  }
}

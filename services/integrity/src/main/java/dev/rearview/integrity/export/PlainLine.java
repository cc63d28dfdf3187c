package dev.rearview.integrity.export;

import dev.rearview.integrity.HashChain;
import dev.rearview.integrity.LeafBuffer;
import dev.rearview.integrity.LeafEncoding;
import dev.rearview.model.ComponentId;
import dev.rearview.model.DeltaFormat;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import dev.rearview.model.TimeSource;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads a line of an export straight into the leaf encoding: one pass over the bytes, no object for
 * any value. It knows lines only as {@code EventJson} writes them, member after member in the
 * encoding's order and without blanks between them; whatever deviates from that it does not take,
 * and the general reader decides what it is. Not safe for use by several threads at once.
 */
final class PlainLine {
  private static final int UUID_LENGTH = 36;
  private static final int HEX_LENGTH = 2 * HashChain.HASH_LENGTH;
  private static final int MAX_DIGITS = 18;
  private static final int MAX_WORLD = 63;
  private static final int MAX_NUMBER_BYTES = 60;

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

  private final LeafBuffer leaf = new LeafBuffer();
  private final JsonValue json = new JsonValue();
  private final PlainNumber number = new PlainNumber();
  private final CharsetDecoder utf8 =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private CharBuffer characters = CharBuffer.allocate(1 << 12);

  private byte[] bytes = new byte[0];
  private int at;
  private int to;
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
    at = from;
    to = end;
    leaf.clear();
    leaf.version(LeafEncoding.VERSION);
    return identity()
        && times()
        && what()
        && correlation()
        && members()
        && chain()
        && at == to
        && isText(from);
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
    if (!passes(ID) || !uuid() || !passes(WORLD) || !worldName()) {
      return false;
    }
    if (!passes(GLOBAL_SEQ) || !integer()) {
      return false;
    }
    globalSeq = number.integer();
    return globalSeq > 0;
  }

  private boolean worldName() {
    int first = at + 1;
    if (!string()) {
      return false;
    }
    worldFrom = first;
    worldTo = at - 1;
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
    if (!passes(TIMESTAMP) || !integer() || !passes(TIME_SOURCE) || !word(TIME_SOURCES)) {
      return false;
    }
    if (passes(REPORTED)) {
      if (!integer()) {
        return false;
      }
    } else {
      leaf.absent();
    }
    return passes(OBSERVED) && integer();
  }

  private boolean what() {
    if (!passes(COMPONENT) || !component() || !passes(KIND) || !word(KINDS)) {
      return false;
    }
    if (passes(LOG_LEVEL)) {
      if (!word(LEVELS)) {
        return false;
      }
    } else {
      leaf.absent();
    }
    return optional(MESSAGE) && delta();
  }

  private boolean delta() {
    if (!passes(STATE_DELTA)) {
      leaf.absent();
      leaf.absent();
      return true;
    }
    int end = json.end(bytes, at, to);
    if (end < 0) {
      return false;
    }
    leaf.bytes(bytes, at, end - at);
    at = end;
    return passes(DELTA_FORMAT) && word(FORMATS);
  }

  private boolean correlation() {
    if (passes(DEPENDENCIES)) {
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
    if (!takes('[')) {
      return false;
    }
    int group = leaf.beginGroup(0);
    int count = 0;
    for (boolean more = !is(']'); more; more = takes(',')) {
      if (!component()) {
        return false;
      }
      count++;
    }
    leaf.recount(group, count);
    leaf.endGroup(group);
    return takes(']');
  }

  private boolean causes() {
    int group = leaf.beginGroup(0);
    if (passes(CAUSES)) {
      int count = 0;
      if (!takes('[')) {
        return false;
      }
      for (boolean more = !is(']'); more; more = takes(',')) {
        if (!uuid()) {
          return false;
        }
        count++;
      }
      leaf.recount(group, count);
      if (!takes(']')) {
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
    if (passes(member)) {
      int count = 0;
      int before = -1;
      if (!takes('{')) {
        return false;
      }
      for (boolean more = !is('}'); more; more = takes(',')) {
        int name = leaf.length();
        if (!string() || !takes(':')) {
          return false;
        }
        if (before >= 0 && leaf.compareValues(before, name) >= 0) {
          return false;
        }
        before = name;
        if (!(numbers ? fraction() : string())) {
          return false;
        }
        count++;
      }
      leaf.recount(group, count);
      if (!takes('}')) {
        return false;
      }
    }
    leaf.endGroup(group);
    return true;
  }

  private boolean chain() {
    if (!passes(PREV_HASH)) {
      return false;
    }
    int end = at + 1 + HEX_LENGTH;
    boolean asBefore =
        end < to
            && bytes[at] == '"'
            && bytes[end] == '"'
            && Arrays.equals(bytes, at + 1, end, hashText, 0, HEX_LENGTH);
    if (asBefore) {
      prevHash = hash;
      at = end + 1;
    } else {
      prevHash = new byte[HashChain.HASH_LENGTH];
      if (!hex(prevHash)) {
        return false;
      }
    }
    return passes(HASH) && ownHash() && takes('}');
  }

  private boolean ownHash() {
    int first = at + 1;
    byte[] decoded = new byte[HashChain.HASH_LENGTH];
    if (!hex(decoded)) {
      return false;
    }
    hash = decoded;
    System.arraycopy(bytes, first, hashText, 0, HEX_LENGTH);
    return true;
  }

  private boolean optional(byte[] member) {
    if (passes(member)) {
      return string();
    }
    leaf.absent();
    return true;
  }

  /** A string; into the encoding goes what it stands for. */
  private boolean string() {
    if (!takes('"')) {
      return false;
    }
    int end = LineBytes.special(bytes, at, to);
    if (end >= to) {
      return false;
    }
    if (bytes[end] == '"') {
      leaf.bytes(bytes, at, end - at);
      at = end + 1;
      return true;
    }
    int value = leaf.beginValue(to - at);
    while (end < to && bytes[end] != '"') {
      leaf.put(bytes, at, end - at);
      at = end;
      if (bytes[at] != '\\' || !escape()) {
        return false;
      }
      end = LineBytes.special(bytes, at, to);
    }
    if (end >= to) {
      return false;
    }
    leaf.put(bytes, at, end - at);
    leaf.endValue(value);
    at = end + 1;
    return true;
  }

  private boolean escape() {
    if (at + 1 >= to) {
      return false;
    }
    int plain =
        switch (bytes[at + 1]) {
          case '"' -> '"';
          case '\\' -> '\\';
          case '/' -> '/';
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'u' -> controlCharacter();
          default -> -1;
        };
    if (plain < 0) {
      return false;
    }
    leaf.put(plain);
    at += bytes[at + 1] == 'u' ? 6 : 2;
    return true;
  }

  /** Only those below 0x80 are written by their number; -1 for others. */
  private int controlCharacter() {
    if (at + 6 > to || bytes[at + 2] != '0' || bytes[at + 3] != '0') {
      return -1;
    }
    int high = Character.digit(bytes[at + 4], 16);
    int low = Character.digit(bytes[at + 5], 16);
    return high >= 0 && high < 8 && low >= 0 ? 16 * high + low : -1;
  }

  /** A component's name in ASCII, in its canonical form: at most two parts. */
  private boolean component() {
    int first = at + 1;
    if (!string()) {
      return false;
    }
    int end = at - 1;
    int parts = 1;
    boolean begins = true;
    for (int i = first; i < end; i++) {
      byte b = bytes[i];
      if (isLetterOrDigit(b)) {
        begins = false;
      } else if (b == '/' && !begins) {
        parts++;
        begins = true;
      } else if (begins || "._:@$%+~-".indexOf(b) < 0) {
        return false;
      }
    }
    return !begins && parts <= 2 && end - first <= ComponentId.MAX_LENGTH;
  }

  private static boolean isLetterOrDigit(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
  }

  private boolean word(byte[][] words) {
    int first = at + 1;
    if (!is('"')) {
      return false;
    }
    for (byte[] word : words) {
      int end = first + word.length;
      if (end < to && bytes[end] == '"' && Arrays.equals(bytes, first, end, word, 0, word.length)) {
        leaf.bytes(word);
        at = end + 1;
        return true;
      }
    }
    return false;
  }

  private boolean integer() {
    int end = number.readInteger(bytes, at, Math.min(to, at + MAX_DIGITS + 2));
    if (end < 0) {
      return false;
    }
    leaf.number(number.integer());
    at = end;
    return true;
  }

  private boolean fraction() {
    int end = number.readFraction(bytes, at, Math.min(to, at + MAX_NUMBER_BYTES));
    if (end < 0) {
      return false;
    }
    leaf.number(Double.doubleToRawLongBits(number.fraction()));
    at = end;
    return true;
  }

  private boolean uuid() {
    int first = at + 1;
    if (!is('"') || to - first <= UUID_LENGTH || bytes[first + UUID_LENGTH] != '"') {
      return false;
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < UUID_LENGTH; i++) {
      byte b = bytes[first + i];
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        if (b != '-') {
          return false;
        }
        continue;
      }
      int digit = LineBytes.hexDigit(b);
      if (digit < 0) {
        return false;
      }
      if (i < 18) {
        high = (high << 4) | digit;
      } else {
        low = (low << 4) | digit;
      }
    }
    leaf.uuid(high, low);
    at = first + UUID_LENGTH + 1;
    return true;
  }

  private boolean hex(byte[] into) {
    int first = at + 1;
    if (!is('"') || to - first <= HEX_LENGTH || bytes[first + HEX_LENGTH] != '"') {
      return false;
    }
    int wrong = 0;
    for (int i = 0; i < into.length; i++) {
      int high = LineBytes.hexDigit(bytes[first + 2 * i]);
      int low = LineBytes.hexDigit(bytes[first + 2 * i + 1]);
      wrong |= high | low;
      into[i] = (byte) (high << 4 | low);
    }
    at = first + HEX_LENGTH + 1;
    return wrong >= 0;
  }

  /** Whether the line is UTF-8. */
  private boolean isText(int from) {
    if (LineBytes.isAscii(bytes, from, to)) {
      return true;
    }
    if (characters.capacity() < to - from) {
      characters = CharBuffer.allocate(Math.max(to - from, 2 * characters.capacity()));
    }
    characters.clear();
    utf8.reset();
    return !utf8.decode(ByteBuffer.wrap(bytes, from, to - from), characters, true).isError();
  }

  private boolean passes(byte[] literal) {
    int end = at + literal.length;
    if (end > to || !Arrays.equals(bytes, at, end, literal, 0, literal.length)) {
      return false;
    }
    at = end;
    return true;
  }

  private boolean takes(char c) {
    if (!is(c)) {
      return false;
    }
    at++;
    return true;
  }

  private boolean is(char c) {
    return at < to && bytes[at] == c;
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

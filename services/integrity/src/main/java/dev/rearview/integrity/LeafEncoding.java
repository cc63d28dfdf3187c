package dev.rearview.integrity;

import dev.rearview.model.Event;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that stand for an event in the log's hashes: encoding v1. A log that was written with
 * it must verify for ever, so it never changes; a new encoding gets a new version byte, and
 * verifiers keep this one.
 *
 * <p>The encoding is one byte {@code 0x01}, the version, and then each of the following fields, in
 * this order, as its length in bytes (4 bytes, big-endian) and its value. A field that is absent
 * has the length {@code 0xFFFFFFFF} and no value, so that absent and empty differ. All numbers are
 * big-endian; text is UTF-8.
 *
 * <table>
 * <caption>Fields of encoding v1</caption>
 * <tr><th>#</th><th>field</th><th>value</th></tr>
 * <tr><td>1</td><td>id</td><td>16 bytes of the UUID, most significant first</td></tr>
 * <tr><td>2</td><td>world</td><td>text</td></tr>
 * <tr><td>3</td><td>global_seq</td><td>8 bytes, two's complement</td></tr>
 * <tr><td>4</td><td>timestamp_ms</td><td>8 bytes, two's complement</td></tr>
 * <tr><td>5</td><td>time_source</td><td>its JSON name</td></tr>
 * <tr><td>6</td><td>reported_ms</td><td>8 bytes, or absent</td></tr>
 * <tr><td>7</td><td>observed_ms</td><td>8 bytes</td></tr>
 * <tr><td>8</td><td>component_id</td><td>text</td></tr>
 * <tr><td>9</td><td>kind</td><td>its JSON name</td></tr>
 * <tr><td>10</td><td>log_level</td><td>its JSON name (upper case), or absent</td></tr>
 * <tr><td>11</td><td>message</td><td>text, or absent</td></tr>
 * <tr><td>12</td><td>state_delta</td><td>the JSON text byte for byte, or absent</td></tr>
 * <tr><td>13</td><td>delta_format</td><td>its JSON name, or absent</td></tr>
 * <tr><td>14</td><td>dependency_ids</td><td>list of text, or absent</td></tr>
 * <tr><td>15</td><td>req_id</td><td>text, or absent</td></tr>
 * <tr><td>16</td><td>request_id</td><td>text, or absent</td></tr>
 * <tr><td>17</td><td>session_id</td><td>text, or absent</td></tr>
 * <tr><td>18</td><td>trace_id</td><td>text, or absent</td></tr>
 * <tr><td>19</td><td>span_id</td><td>text, or absent</td></tr>
 * <tr><td>20</td><td>parent_span_id</td><td>text, or absent</td></tr>
 * <tr><td>21</td><td>cause_ids</td><td>list of 16-byte UUIDs; never absent</td></tr>
 * <tr><td>22</td><td>attributes</td><td>map to text; never absent</td></tr>
 * <tr><td>23</td><td>metrics</td><td>map to 8 bytes, IEEE 754 binary64; never absent</td></tr>
 * <tr><td>24</td><td>source_id</td><td>text, or absent</td></tr>
 * </table>
 *
 * <p>A list's value is the number of its items (4 bytes) and each item with its length before it. A
 * map's value is the number of its entries (4 bytes) and, sorted by the unsigned bytes of the key's
 * UTF-8, each key with its length before it and each value with its length before it. {@code
 * prev_hash} and {@code hash} are not part of it.
 */
public final class LeafEncoding {
  /** The version byte that every encoding begins with. */
  public static final byte VERSION = 1;

  private static final int ABSENT = 0xFFFF_FFFF;
  private static final Comparator<byte[]> UNSIGNED = Arrays::compareUnsigned;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

  private LeafEncoding() {}

  /** The event's bytes in encoding v1. */
  public static byte[] encode(Event e) {
    LeafEncoding leaf = new LeafEncoding();
    leaf.out.write(VERSION);
    leaf.field(bytes(e.id()));
    leaf.text(e.world());
    leaf.number(e.globalSeq());
    leaf.number(e.timestampMs());
    leaf.text(e.timeSource().wireName());
    leaf.number(e.reportedMs());
    leaf.number(e.observedMs());
    leaf.text(e.componentId());
    leaf.text(e.kind().wireName());
    leaf.text(e.logLevel() == null ? null : e.logLevel().name());
    leaf.text(e.message());
    leaf.text(e.stateDelta());
    leaf.text(e.deltaFormat() == null ? null : e.deltaFormat().wireName());
    leaf.texts(e.dependencyIds());
    leaf.text(e.reqId());
    leaf.text(e.requestId());
    leaf.text(e.sessionId());
    leaf.text(e.traceId());
    leaf.text(e.spanId());
    leaf.text(e.parentSpanId());
    leaf.field(list(e.causeIds().stream().map(LeafEncoding::bytes).toList()));
    leaf.attributes(e.attributes());
    leaf.metrics(e.metrics());
    leaf.text(e.sourceId());
    return leaf.out.toByteArray();
  }

  private void text(@Nullable String value) {
    field(value == null ? null : utf8(value));
  }

  private void number(@Nullable Long value) {
    field(value == null ? null : bytes(value));
  }

  private void texts(@Nullable List<String> values) {
    field(values == null ? null : list(values.stream().map(LeafEncoding::utf8).toList()));
  }

  private void attributes(Map<String, String> attributes) {
    TreeMap<byte[], byte[]> sorted = new TreeMap<>(UNSIGNED);
    attributes.forEach((name, value) -> sorted.put(utf8(name), utf8(value)));
    field(map(sorted));
  }

  private void metrics(Map<String, Double> metrics) {
    TreeMap<byte[], byte[]> sorted = new TreeMap<>(UNSIGNED);
    metrics.forEach(
        (name, value) -> sorted.put(utf8(name), bytes(Double.doubleToRawLongBits(value))));
    field(map(sorted));
  }

  private void field(byte @Nullable [] value) {
    if (value == null) {
      out.writeBytes(bytes(ABSENT));
    } else {
      writePrefixed(out, value);
    }
  }

  private static byte[] list(List<byte[]> items) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.writeBytes(bytes(items.size()));
    items.forEach(item -> writePrefixed(value, item));
    return value.toByteArray();
  }

  private static byte[] map(TreeMap<byte[], byte[]> entries) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.writeBytes(bytes(entries.size()));
    entries.forEach((name, entry) -> {
      writePrefixed(value, name);
      writePrefixed(value, entry);
    });
    return value.toByteArray();
  }

  private static void writePrefixed(ByteArrayOutputStream to, byte[] value) {
    to.writeBytes(bytes(value.length));
    to.writeBytes(value);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(8).putLong(number).array();
  }

  private static byte[] bytes(int number) {
    return ByteBuffer.allocate(4).putInt(number).array();
  }
}

package dev.rearview.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rearview.model.Event;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
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

  private final LeafBuffer out = new LeafBuffer();
  private int seqAt;
  private int componentAt;

  LeafEncoding() {}

  /** The event's bytes in encoding v1. */
  public static byte[] encode(Event event) {
    LeafEncoding encoding = new LeafEncoding();
    encoding.write(event);
    return encoding.out.toByteArray();
  }

  /** The event's bytes, in a buffer that holds them until the next event is written. */
  LeafBuffer write(Event e) {
    out.clear();
    out.version(VERSION);
    out.uuid(e.id().getMostSignificantBits(), e.id().getLeastSignificantBits());
    out.text(e.world());
    seqAt = out.length();
    out.number(e.globalSeq());
    out.number(e.timestampMs());
    out.text(e.timeSource().wireName());
    number(e.reportedMs());
    out.number(e.observedMs());
    componentAt = out.length();
    out.text(e.componentId());
    out.text(e.kind().wireName());
    out.text(e.logLevel() == null ? null : e.logLevel().name());
    out.text(e.message());
    out.text(e.stateDelta());
    out.text(e.deltaFormat() == null ? null : e.deltaFormat().wireName());
    texts(e.dependencyIds());
    out.text(e.reqId());
    out.text(e.requestId());
    out.text(e.sessionId());
    out.text(e.traceId());
    out.text(e.spanId());
    out.text(e.parentSpanId());
    causes(e.causeIds());
    attributes(e.attributes());
    metrics(e.metrics());
    out.text(e.sourceId());
    return out;
  }

  /** Where {@code global_seq} begins in what was written last; id and world lie before it. */
  int seqAt() {
    return seqAt;
  }

  /** Where {@code component_id} begins; number and times lie before it. */
  int componentAt() {
    return componentAt;
  }

  private void number(@Nullable Long value) {
    if (value == null) {
      out.absent();
    } else {
      out.number(value);
    }
  }

  private void texts(@Nullable List<String> values) {
    if (values == null) {
      out.absent();
      return;
    }
    int group = out.beginGroup(values.size());
    values.forEach(out::text);
    out.endGroup(group);
  }

  private void causes(List<UUID> ids) {
    int group = out.beginGroup(ids.size());
    for (UUID id : ids) {
      out.uuid(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }
    out.endGroup(group);
  }

  private void attributes(SortedMap<String, String> attributes) {
    int group = out.beginGroup(attributes.size());
    if (isOrdered(attributes.keySet())) {
      attributes.forEach((name, value) -> {
        out.text(name);
        out.text(value);
      });
    } else {
      TreeMap<byte[], String> sorted = new TreeMap<>(Arrays::compareUnsigned);
      attributes.forEach((name, value) -> sorted.put(name.getBytes(UTF_8), value));
      sorted.forEach((name, value) -> {
        out.bytes(name);
        out.text(value);
      });
      out.recount(group, sorted.size());
    }
    out.endGroup(group);
  }

  private void metrics(SortedMap<String, Double> metrics) {
    int group = out.beginGroup(metrics.size());
    if (isOrdered(metrics.keySet())) {
      metrics.forEach((name, value) -> {
        out.text(name);
        out.number(Double.doubleToRawLongBits(value));
      });
    } else {
      TreeMap<byte[], Double> sorted = new TreeMap<>(Arrays::compareUnsigned);
      metrics.forEach((name, value) -> sorted.put(name.getBytes(UTF_8), value));
      sorted.forEach((name, value) -> {
        out.bytes(name);
        out.number(Double.doubleToRawLongBits(value));
      });
      out.recount(group, sorted.size());
    }
    out.endGroup(group);
  }

  /**
   * Whether the order of the names is that of their bytes: it is, unless one of them holds
   * surrogates, which come before U+E000 as characters and after it as bytes.
   */
  private static boolean isOrdered(Set<String> names) {
    for (String name : names) {
      for (int i = 0; i < name.length(); i++) {
        if (Character.isSurrogate(name.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }
}

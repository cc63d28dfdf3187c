package dev.rearview.integrity.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.integrity.HashChain;
import dev.rearview.integrity.LeafEncoding;
import dev.rearview.integrity.Logs;
import dev.rearview.model.DeltaFormat;
import dev.rearview.model.Event;
import dev.rearview.model.EventIds;
import dev.rearview.model.EventJson;
import dev.rearview.model.Kind;
import dev.rearview.model.TimeSource;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The quick reader and the general one must never disagree about a line. */
class PlainLineTest {
  private static final int MUTATIONS = Boolean.getBoolean("rearview.long") ? 2_000_000 : 60_000;
  private static final List<String> TEXTS =
      List.of(
          "",
          "plain",
          "a \"quote\" and \\ more",
          "line\nend\ttab\r\b\f\u0001",
          "Grüße \uD83D\uDED2",
          "\u2028 \u007f \uFFEE",
          "0123456789abcdef".repeat(9),
          "{}[],:");
  private static final List<String> DELTAS =
      List.of(
          "{}",
          "{\"stock\": 3}",
          "{ \"b\": 1.50, \"a\":null }",
          "null",
          "-0.5e+7",
          "[]",
          "[1,[2,{}],\"x\"]",
          "{\"a\":{\"a\":{\"a\":true}},\"b\":[false]}",
          "\"t\\n\"",
          "{\"ü\":\"\\u00fc\"}");

  private final Random random = new Random(17);
  private final PlainLine plain = new PlainLine();

  @Test
  void whatTheExportWritesIsReadAtLittleCost() {
    int quick = 0;
    for (int i = 0; i < 5_000; i++) {
      Event event = event(i % 2 == 0);
      byte[] line = EventJson.write(event).getBytes(UTF_8);
      if (plain.read(line, 0, line.length)) {
        quick++;
        assertSame(line, event);
      }
    }
    assertThat(quick).isGreaterThan(4_500);
  }

  @Test
  void noDamagedLineIsReadAsAnythingElse() {
    int quick = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] line = damaged(EventJson.write(event(random.nextBoolean())).getBytes(UTF_8));
      if (plain.read(line, 0, line.length)) {
        quick++;
        Event event = general(line);
        assertThat(event).as("%s", new String(line, UTF_8)).isNotNull();
        assertSame(line, event);
      }
    }
    assertThat(quick).isGreaterThan(MUTATIONS / 50);
  }

  @Test
  void whatOnlyTheGeneralReaderKnowsIsLeftToIt() {
    String line =
        EventJson.write(HashChain.append(Logs.unchained("default", random), 1, HashChain.GENESIS));
    for (String other :
        List.of(
            " " + line,
            line + " ",
            line.replace(",\"world\"", ", \"world\""),
            line.replace("\"world\":\"default\",", ""),
            line.replace("shop/", "deployment/shop/"),
            line.replace("shop/", "shöp/"),
            line.replace("\"global_seq\":1,", "\"global_seq\":1.0,"),
            line.replace("\"global_seq\":1,", "\"global_seq\":01,"),
            line.replace("\"global_seq\":1,", "\"global_seq\":12345678901234567890,"),
            line.replace("\"message\":\"", "\"message\":\"\\ud83d\\uded2"),
            line.replace("\"message\":\"", "\"message\":\"\\u00fc"),
            line.replace("\"message\":\"", "\"message\":\"\t"))) {
      byte[] bytes = other.getBytes(UTF_8);
      assertThat(plain.read(bytes, 0, bytes.length)).as(other).isFalse();
    }
    byte[] broken = line.replace("message ", "\u0000").getBytes(UTF_8);
    assertThat(plain.read(broken, 0, broken.length)).isFalse();
    byte[] half = line.replace("\"message\":\"", "\"message\":\"#").getBytes(UTF_8);
    half[new String(half, UTF_8).indexOf('#')] = (byte) 0xC3;
    assertThat(plain.read(half, 0, half.length)).isFalse();
  }

  private void assertSame(byte[] line, Event event) {
    assertThat(plain.leaf().toByteArray())
        .as("%s", new String(line, UTF_8))
        .isEqualTo(LeafEncoding.encode(event));
    assertThat(plain.globalSeq()).isEqualTo(event.globalSeq());
    assertThat(plain.world()).isEqualTo(event.world());
    assertThat(HexFormat.of().formatHex(plain.prevHash())).isEqualTo(event.prevHash());
    assertThat(HexFormat.of().formatHex(plain.hash())).isEqualTo(event.hash());
  }

  private static Event general(byte[] line) {
    try {
      String json = UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
      return EventJson.read(json, false).build();
    } catch (CharacterCodingException
        | EventJson.InvalidEventException
        | IllegalArgumentException
        | IllegalStateException e) {
      return null;
    }
  }

  /** One to three changes: bytes, stretches moved, doubled or cut, and what JSON is made of. */
  private byte[] damaged(byte[] line) {
    byte[] changed = line;
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(changed.length);
      int length = Math.min(1 + random.nextInt(12), changed.length - at);
      switch (random.nextInt(5)) {
        case 0 -> {
          changed = changed.clone();
          changed[at] ^= (byte) (1 << random.nextInt(8));
        }
        case 1 -> {
          changed = changed.clone();
          changed[at] =
              (byte) "{}[]\",:\\0123456789abcdefnE.-+ \t\u00fc/".charAt(random.nextInt(33));
        }
        case 2 -> changed = joined(changed, 0, at, at + length, changed.length);
        case 3 -> changed = joined(changed, 0, at + length, at, changed.length);
        default -> {
          byte[] digit = changed.clone();
          for (int j = at; j < digit.length; j++) {
            if (digit[j] >= '0' && digit[j] <= '9') {
              digit[j] = (byte) ('0' + random.nextInt(10));
              break;
            }
          }
          changed = digit;
        }
      }
    }
    return changed;
  }

  private static byte[] joined(byte[] from, int a, int b, int c, int d) {
    byte[] joined = Arrays.copyOf(Arrays.copyOfRange(from, a, b), b - a + d - c);
    System.arraycopy(from, c, joined, b - a, d - c);
    return joined.length == 0 ? new byte[] {'x'} : joined;
  }

  private Event event(boolean everything) {
    Event.Builder event = Logs.unchained("w" + random.nextInt(3), random).toBuilder();
    event.message(text()).timeSource(TimeSource.values()[random.nextInt(8)]);
    event.kind(Kind.values()[random.nextInt(Kind.values().length)]);
    if (random.nextInt(3) == 0) {
      event.stateDelta(DELTAS.get(random.nextInt(DELTAS.size())));
      event.deltaFormat(DeltaFormat.values()[random.nextInt(3)]);
    }
    if (everything) {
      event.reportedMs(random.nextLong(-1_000_000_000_000L, 2_000_000_000_000L));
      event.dependencyIds(random.nextBoolean() ? List.of() : List.of("shop/db", "auth"));
      event.reqId(text()).requestId(text()).sessionId(text()).traceId("t").spanId(null);
      event.parentSpanId(text());
      event.causeIds(
          new ArrayList<>(List.of(EventIds.fresh(1, random), EventIds.fresh(2, random))));
      for (int i = random.nextInt(4); i > 0; i--) {
        event.attribute(text() + random.nextInt(3), text());
        event.metric(text(), metric());
      }
    }
    long seq = 1 + random.nextInt(1_000_000);
    return HashChain.append(event.build(), seq, "%064x".formatted(random.nextInt(1 << 20)));
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private double metric() {
    double any = Double.longBitsToDouble(random.nextLong());
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt(1000) / 10.0;
      case 1 -> -0.0;
      case 2 -> Double.isFinite(any) ? any : 0.1;
      case 3 -> random.nextLong(1L << 60);
      default -> random.nextDouble();
    };
  }
}

package dev.rearview.ingestion.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.ingestion.intake.BodyException.Fault;
import dev.rearview.model.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BodyReaderTest {
  private static final int LIMIT = 5_000;

  private final BodyReader bodies = new BodyReader(new IntakeLimits(LIMIT, 3, false));

  @Test
  void anArrayOneObjectAndLinesAreTheSameEvents() throws Exception {
    String one = "{\"component_id\":\"cart\",\"state_delta\":{ \"a\": 1.50 }}";

    assertThat(deltas(bodies.json(utf8("[" + one + " ,\n" + one + "]"))))
        .containsExactly("{ \"a\": 1.50 }", "{ \"a\": 1.50 }");
    assertThat(deltas(bodies.json(utf8(" " + one)))).containsExactly("{ \"a\": 1.50 }");
    assertThat(deltas(bodies.ndjson(utf8(one + "\r\n\n" + one))))
        .containsExactly("{ \"a\": 1.50 }", "{ \"a\": 1.50 }");
    assertThat(bodies.json(utf8("[]"))).isEmpty();
    assertThat(bodies.ndjson(utf8(""))).isEmpty();
  }

  @Test
  void aBadEventIsOneOfMany() throws Exception {
    List<Submission> events = bodies.json(utf8("[{\"component_id\":\"a\"},7,{\"colour\":1}]"));

    assertThat(events.get(0)).isInstanceOf(Submission.Readable.class);
    assertThat(events.get(1))
        .isEqualTo(new Submission.Unreadable("", "malformed", "an event is a JSON object"));
    assertThat(events.get(2))
        .isInstanceOfSatisfying(
            Submission.Unreadable.class, bad -> assertThat(bad.code()).isEqualTo("unknown_field"));
  }

  @Test
  void aBadLineIsOneOfMany() throws Exception {
    byte[] body = utf8("{\"component_id\":\"a\"}\n{\"component_id\":\n{\"message\":\"é\"}");
    body[body.length - 3] = (byte) 0xC3;
    body[body.length - 4] = (byte) 0xC3;

    List<Submission> events = bodies.ndjson(body);

    assertThat(events.get(0)).isInstanceOf(Submission.Readable.class);
    assertThat(events.get(1)).isInstanceOf(Submission.Unreadable.class);
    assertThat(events.get(2))
        .isInstanceOfSatisfying(
            Submission.Unreadable.class, bad -> assertThat(bad.reason()).contains("UTF-8"));
  }

  @Test
  void aBodyThatIsNoJsonSaysWhere() {
    assertFault(Fault.MALFORMED, "line 2", "[{},\n{]");
    assertFault(Fault.MALFORMED, "array", "7");
    assertFault(Fault.MALFORMED, "array", "");
    assertFault(Fault.MALFORMED, "x-ndjson", "{} {}");
    assertFault(Fault.TOO_LARGE, "more than 3 events", "[{},{},{},{}]");
  }

  @Test
  void gzipIsReadWholeWithSeveralMembersAsWell() throws Exception {
    byte[] one = gzip(utf8("{\"component_id\":\"a\"}\n"));
    byte[] two = Arrays.copyOf(one, one.length * 2);
    System.arraycopy(one, 0, two, one.length, one.length);

    assertThat(bodies.ndjson(bodies.read(new ByteArrayInputStream(two), true))).hasSize(2);
  }

  @Test
  void bombsAndLongBodiesAreRefused() throws Exception {
    byte[] bomb = gzip(new byte[50_000_000]);

    assertThatThrownBy(() -> bodies.read(new ByteArrayInputStream(bomb), true))
        .hasMessageContaining("5000 bytes");
    byte[] small = gzip(new byte[LIMIT + 1]);
    assertThatThrownBy(() -> bodies.read(new ByteArrayInputStream(small), true))
        .isInstanceOfSatisfying(
            BodyException.class, e -> assertThat(e.fault()).isEqualTo(Fault.TOO_LARGE));
    assertThatThrownBy(() -> bodies.read(new ByteArrayInputStream(new byte[LIMIT + 1]), false))
        .isInstanceOfSatisfying(
            BodyException.class, e -> assertThat(e.fault()).isEqualTo(Fault.TOO_LARGE));
    assertThat(bodies.read(new ByteArrayInputStream(gzip(new byte[LIMIT])), true)).hasSize(LIMIT);
  }

  @Test
  void aCutGzipIsRefused() throws Exception {
    byte[] whole = gzip(utf8("{\"component_id\":\"a\"}\n".repeat(9)));
    byte[] cut = Arrays.copyOf(whole, whole.length - 9);

    assertThatThrownBy(() -> bodies.read(new ByteArrayInputStream(cut), true))
        .isInstanceOfSatisfying(
            BodyException.class, e -> assertThat(e.fault()).isEqualTo(Fault.MALFORMED));
    assertThatThrownBy(() -> bodies.read(new ByteArrayInputStream(utf8("{}")), true))
        .isInstanceOfSatisfying(
            BodyException.class, e -> assertThat(e.fault()).isEqualTo(Fault.MALFORMED));
  }

  private void assertFault(Fault fault, String message, String body) {
    assertThatThrownBy(() -> bodies.json(utf8(body)))
        .isInstanceOfSatisfying(BodyException.class, e -> assertThat(e.fault()).isEqualTo(fault))
        .hasMessageContaining(message);
  }

  private static List<String> deltas(List<Submission> events) {
    return events.stream()
        .map(event -> ((Submission.Readable) event).event())
        .map(Event.Builder::stateDelta)
        .toList();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }
}

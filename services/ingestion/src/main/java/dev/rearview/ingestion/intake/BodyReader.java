package dev.rearview.ingestion.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.rearview.ingestion.intake.BodyException.Fault;
import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Takes a request's body apart: JSON array, one JSON object, or NDJSON; plain or gzip. */
public final class BodyReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
          .build();

  private final IntakeLimits limits;

  public BodyReader(IntakeLimits limits) {
    this.limits = limits;
  }

  /**
   * The body's bytes, decompressed. Reads no more than one byte beyond the limit.
   *
   * @throws BodyException where it is too large, or is no gzip although it should be
   */
  public byte[] read(InputStream body, boolean gzip) throws IOException, BodyException {
    byte[] bytes = bounded(body, "");
    if (!gzip) {
      return bytes;
    }
    try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return bounded(unzipped, " when decompressed");
    } catch (ZipException | EOFException e) {
      throw new BodyException(Fault.MALFORMED, "the body is no whole gzip: " + e.getMessage());
    }
  }

  private byte[] bounded(InputStream in, String how) throws IOException, BodyException {
    byte[] bytes = in.readNBytes(limits.maxBodyBytes() + 1);
    if (bytes.length > limits.maxBodyBytes()) {
      throw new BodyException(
          Fault.TOO_LARGE,
          "the body has more than %d bytes%s; send the events in several requests"
              .formatted(limits.maxBodyBytes(), how));
    }
    return bytes;
  }

  /** One event for each line that is not blank. */
  public List<Submission> ndjson(byte[] body) throws BodyException {
    List<Submission> events = new ArrayList<>();
    int start = 0;
    while (start < body.length) {
      int end = start;
      while (end < body.length && body[end] != '\n') {
        end++;
      }
      ByteBuffer line = ByteBuffer.wrap(body, start, end - start);
      start = end + 1;
      Submission event = line(line);
      if (event != null) {
        add(events, event);
      }
    }
    return events;
  }

  private static @Nullable Submission line(ByteBuffer line) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(line).toString();
      return text.isBlank() ? null : event(text);
    } catch (CharacterCodingException e) {
      return new Submission.Unreadable("", "malformed", "the line is not valid UTF-8");
    }
  }

  /** The events of a JSON array, or the one of a JSON object. */
  public List<Submission> json(byte[] body) throws BodyException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new BodyException(Fault.MALFORMED, "the body is not valid UTF-8");
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_ARRAY && first != JsonToken.START_OBJECT) {
        throw new BodyException(
            Fault.MALFORMED, "the body must be a JSON array of events or one event");
      }
      List<Submission> events = first == JsonToken.START_ARRAY ? array(parser, text) : null;
      if (events == null) {
        events = List.of(event(value(parser, text)));
      }
      if (parser.nextToken() != null) {
        throw new BodyException(
            Fault.MALFORMED,
            "there is text after the end of the JSON; several events without an array are"
                + " application/x-ndjson");
      }
      return events;
    } catch (JsonProcessingException e) {
      throw new BodyException(
          Fault.MALFORMED,
          "the body is not JSON: %s (line %d, column %d)"
              .formatted(
                  e.getOriginalMessage(),
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 0 : e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Submission> array(JsonParser parser, String text) throws IOException, BodyException {
    List<Submission> events = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      add(events, event(value(parser, text)));
    }
    return events;
  }

  /** The text of the parser's current value; the parser stands at its end then. */
  private static String value(JsonParser parser, String text) throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    parser.finishToken();
    return text.substring(start, (int) parser.currentLocation().getCharOffset());
  }

  private void add(List<Submission> events, Submission event) throws BodyException {
    if (events.size() == limits.maxEvents()) {
      throw new BodyException(
          Fault.TOO_LARGE,
          "the request has more than %d events; send them in several requests"
              .formatted(limits.maxEvents()));
    }
    events.add(event);
  }

  private static Submission event(String json) {
    try {
      Event.Builder event = EventJson.read(json, false);
      return new Submission.Readable(event);
    } catch (EventJson.InvalidEventException e) {
      return new Submission.Unreadable(e.field(), code(e.field()), String.valueOf(e.getMessage()));
    }
  }

  private static String code(String field) {
    int dot = field.indexOf('.');
    String member = dot < 0 ? field : field.substring(0, dot);
    if (member.isEmpty()) {
      return "malformed";
    }
    return EventJson.MEMBERS.contains(member) ? "invalid_value" : "unknown_field";
  }
}

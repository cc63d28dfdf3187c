package dev.rearview.integrity;

import dev.rearview.model.Event;
import dev.rearview.model.EventJson;
import dev.rearview.model.Worlds;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Verifies an export of the log: NDJSON, one event a line as {@link EventJson} writes it, the
 * worlds mixed as they come. What cannot be read counts against the world of the line before it.
 */
public final class ExportVerifier {
  /** Longest line that is read, in bytes; an event has at most 900 KiB before JSON escapes. */
  public static final int MAX_LINE_BYTES = 8 << 20;

  /** Most worlds in one export. */
  public static final int MAX_WORLDS = 10_000;

  private final Function<String, Expectation> expectations;
  private final Map<String, ChainVerifier> byWorld = new TreeMap<>();
  private @Nullable ChainVerifier current;

  private ExportVerifier(Function<String, Expectation> expectations) {
    this.expectations = expectations;
  }

  /** As {@link #verify(InputStream, Function)}, every world from its beginning. */
  public static List<Verification> verify(InputStream export) throws IOException {
    return verify(export, world -> Expectation.wholeLog());
  }

  /**
   * Reads the export to its end.
   *
   * @param expectations what is expected of a world's log
   * @return one verification for each world in it, by name; empty for an empty export
   * @throws IOException where reading fails or the export has more than {@value #MAX_WORLDS} worlds
   */
  public static List<Verification> verify(
      InputStream export, Function<String, Expectation> expectations) throws IOException {
    ExportVerifier verifier = new ExportVerifier(expectations);
    verifier.readLines(new BufferedInputStream(export, 1 << 16));
    return verifier.byWorld.values().stream().map(ChainVerifier::finish).toList();
  }

  private void readLines(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
    long number = 1;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        line(line.toByteArray(), number++, true);
        line.reset();
      } else if (line.size() <= MAX_LINE_BYTES) {
        line.write(b);
      }
    }
    if (line.size() > 0) {
      line(line.toByteArray(), number, false);
    }
  }

  private void line(byte[] bytes, long number, boolean ended) throws IOException {
    if (ended && isBlank(bytes)) {
      return;
    }
    try {
      Event event = parse(bytes);
      current = verifierOf(event.world());
      current.accept(event);
    } catch (EventJson.InvalidEventException
        | CharacterCodingException
        | IllegalArgumentException
        | IllegalStateException e) {
      String why = "line %d: %s".formatted(number, e.getMessage());
      ChainVerifier verifier = current == null ? verifierOf(Worlds.DEFAULT) : current;
      current = verifier;
      if (ended) {
        verifier.acceptUnreadable(why);
      } else {
        verifier.acceptBrokenOff(why);
      }
    }
  }

  private static Event parse(byte[] bytes)
      throws EventJson.InvalidEventException, CharacterCodingException {
    if (bytes.length > MAX_LINE_BYTES) {
      throw new EventJson.InvalidEventException(
          "", "longer than %d bytes".formatted(MAX_LINE_BYTES));
    }
    String json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return EventJson.read(json, false).build();
  }

  private ChainVerifier verifierOf(String world) throws IOException {
    ChainVerifier known = byWorld.get(world);
    if (known != null) {
      return known;
    }
    if (byWorld.size() == MAX_WORLDS) {
      throw new IOException("the export has more than %d worlds".formatted(MAX_WORLDS));
    }
    ChainVerifier added = new ChainVerifier(world, expectations.apply(world));
    byWorld.put(world, added);
    return added;
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}

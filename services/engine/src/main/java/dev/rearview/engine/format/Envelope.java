package dev.rearview.engine.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rearview.engine.pattern.ByteClass;
import dev.rearview.engine.pattern.Needle;
import dev.rearview.engine.pattern.Requirement;
import dev.rearview.model.TimeSource;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a container runtime writes around each line of a container's output. */
public enum Envelope {
  /** Nothing. */
  NONE {
    @Override
    public Content open(String line) {
      return new Content(line, "", null, false);
    }
  },
  /** {@code 2024-01-15T15:47:23.120000000Z stdout F text}, P instead of F where text goes on. */
  CRI {
    @Override
    public @Nullable Content open(String line) {
      int afterTime = line.indexOf(' ');
      int afterOutput = afterTime < 0 ? -1 : line.indexOf(' ', afterTime + 1);
      if (afterOutput < 0 || afterOutput + 1 >= line.length()) {
        return null;
      }
      String output = line.substring(afterTime + 1, afterOutput);
      char tag = line.charAt(afterOutput + 1);
      if ((tag != 'F' && tag != 'P') || !(output.equals("stdout") || output.equals("stderr"))) {
        return null;
      }
      int afterTag = line.indexOf(' ', afterOutput + 1);
      String text = afterTag < 0 ? "" : line.substring(afterTag + 1);
      EventTime time = TimeLayout.ISO.parse(line.substring(0, afterTime), UTC);
      return time == null ? null : new Content(text, output, runtime(time), tag == 'P');
    }
  },
  /**
   * Docker's {@code {"log":"text\n","stream":"stdout","time":"…"}}, in this order and without
   * blanks; no newline: text goes on.
   */
  DOCKER {
    @Override
    public @Nullable Content open(String line) {
      if (!line.startsWith(DOCKER_START) || !line.startsWith(DOCKER_STREAM, logEnd(line))) {
        return null;
      }
      String log = null;
      String output = "";
      EventTime time = null;
      try (JsonParser parser = FACTORY.createParser(line)) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          switch (name) {
            case "log" -> log = parser.getText();
            case "stream" -> output = parser.getText();
            case "time" -> time = TimeLayout.ISO.parse(parser.getText(), UTC);
            default -> parser.skipChildren();
          }
        }
      } catch (IOException e) {
        return null;
      }
      if (log == null || time == null) {
        return null;
      }
      boolean whole = log.endsWith("\n");
      String text = whole ? log.substring(0, log.length() - 1) : log;
      return new Content(text, output, runtime(time), !whole);
    }
  };

  private static final String DOCKER_START = "{\"log\":\"";
  private static final String DOCKER_STREAM = "\",\"stream\":\"std";

  private static final JsonFactory FACTORY = new JsonFactory();

  /** Its times say their zone and their year: what the clock shows does not matter. */
  private static final TimeContext UTC =
      TimeContext.utc(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

  /**
   * What was inside.
   *
   * @param output {@code stdout} or {@code stderr}; empty without an envelope
   * @param time when the runtime took the line in; null without an envelope
   * @param goesOn whether the next line of the same output goes on with this one
   */
  public record Content(String text, String output, @Nullable EventTime time, boolean goesOn) {}

  /** Null where the line is not wrapped so. */
  public abstract @Nullable Content open(String line);

  private static EventTime runtime(EventTime time) {
    return new EventTime(time.nanos(), TimeSource.RUNTIME);
  }

  /** The one that a file's first line shows. */
  public static Envelope of(String line) {
    return CRI.open(line) != null ? CRI : DOCKER.open(line) != null ? DOCKER : NONE;
  }

  /** The closing quote of the text in Docker's line. */
  private static int logEnd(String line) {
    int at = DOCKER_START.length();
    while (at < line.length() && line.charAt(at) != '"') {
      at += line.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  /** What the bytes contain of every line whose text goes on with the next one. */
  Requirement part() {
    return switch (this) {
      case NONE -> Requirement.NEVER;
      case CRI ->
          Requirement.any(
              List.of(
                  new Requirement.Contains(Needle.of(" stdout P")),
                  new Requirement.Contains(Needle.of(" stderr P"))));
      case DOCKER -> {
        ByteClass noLetter = ByteClass.of('n').or(ByteClass.of('\n')).complement();
        ByteClass noBackslash = ByteClass.of('\\').or(ByteClass.of('\n')).complement();
        yield Requirement.any(
            List.of(
                before(DOCKER_STREAM, List.of(noLetter)),
                before("n" + DOCKER_STREAM, List.of(noBackslash)),
                before("\\\\n" + DOCKER_STREAM, List.of())));
      }
    };
  }

  private static Requirement before(String literal, List<ByteClass> first) {
    List<ByteClass> classes = new ArrayList<>(first);
    literal.chars().forEach(c -> classes.add(ByteClass.of(c)));
    return new Requirement.Contains(Needle.of(classes));
  }
}

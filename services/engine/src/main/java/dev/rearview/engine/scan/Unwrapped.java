package dev.rearview.engine.scan;

import dev.rearview.engine.format.Envelope;
import dev.rearview.engine.format.EventTime;
import dev.rearview.engine.format.TimeContext;
import dev.rearview.engine.format.TimeLayout;
import dev.rearview.model.TimeSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What a line holds inside of its envelope; one object for one line after the other. */
final class Unwrapped {
  private static final TimeContext UTC =
      TimeContext.utc(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

  /** The least and the most that a runtime's time may have. */
  private static final int MIN_TIME = 20;

  private static final int MAX_TIME = 36;

  byte[] bytes = new byte[0];
  int from;
  int to;

  /** {@code stdout} or {@code stderr}; empty where there is no envelope. */
  String output = "";

  boolean goesOn;

  /** Whether the bytes are those of the line, where it lies. */
  boolean inPlace;

  /** The runtime's time where it is known already; {@link #timeOf} reads it from a CRI line. */
  @Nullable EventTime runtime;

  /** Looks into a line of bytes from {@code start} to {@code end}. */
  void open(Envelope envelope, byte[] line, int start, int end) {
    bytes = line;
    from = start;
    to = end;
    output = "";
    goesOn = false;
    inPlace = true;
    runtime = null;
    switch (envelope) {
      case NONE -> {}
      case CRI -> openCri(line, start, end);
      case DOCKER -> openDocker(line, start, end);
    }
  }

  private void openCri(byte[] line, int start, int end) {
    int space = timeEnd(line, start, end);
    // "stdout F", then a blank and the text, or nothing
    if (space < 0 || end - space < 9 || line[space + 8 - 1] != ' ') {
      return;
    }
    String named = output(line, space + 1);
    byte tag = line[space + 8];
    if (named.isEmpty() || (tag != 'F' && tag != 'P')) {
      return;
    }
    int text = space + 9;
    while (text < end && line[text] != ' ') {
      text++;
    }
    output = named;
    goesOn = tag == 'P';
    from = Math.min(end, text + 1);
  }

  private static String output(byte[] line, int at) {
    if (line[at] != 's' || line[at + 1] != 't' || line[at + 2] != 'd') {
      return "";
    }
    if (line[at + 3] == 'o' && line[at + 4] == 'u' && line[at + 5] == 't') {
      return "stdout";
    }
    return line[at + 3] == 'e' && line[at + 4] == 'r' && line[at + 5] == 'r' ? "stderr" : "";
  }

  /** The blank behind a runtime's time, -1 where none stands at the beginning. */
  private static int timeEnd(byte[] line, int start, int end) {
    int limit = Math.min(end, start + MAX_TIME);
    if (limit - start <= MIN_TIME
        || line[start + 4] != '-'
        || line[start + 7] != '-'
        || line[start + 10] != 'T'
        || line[start + 13] != ':'
        || line[start + 16] != ':') {
      return -1;
    }
    for (int i = start; i < start + 4; i++) {
      if (line[i] < '0' || line[i] > '9') {
        return -1;
      }
    }
    for (int i = start + MIN_TIME; i < limit; i++) {
      if (line[i] == ' ') {
        return i;
      }
    }
    return -1;
  }

  /** The time that a CRI line begins with. */
  static @Nullable EventTime timeOf(byte[] line, int start, int end) {
    int space = timeEnd(line, start, end);
    EventTime time =
        space < 0
            ? null
            : TimeLayout.ISO.parse(
                new String(line, start, space - start, StandardCharsets.UTF_8), UTC);
    return time == null ? null : new EventTime(time.nanos(), TimeSource.RUNTIME);
  }

  private void openDocker(byte[] line, int start, int end) {
    Envelope.Content content =
        end - start < 8 || line[start] != '{'
            ? null
            : Envelope.DOCKER.open(new String(line, start, end - start, StandardCharsets.UTF_8));
    if (content != null) {
      bytes = content.text().getBytes(StandardCharsets.UTF_8);
      from = 0;
      to = bytes.length;
      output = content.output();
      goesOn = content.goesOn();
      inPlace = false;
      runtime = content.time();
    }
  }
}

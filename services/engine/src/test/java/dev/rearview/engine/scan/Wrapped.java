package dev.rearview.engine.scan;

import dev.rearview.engine.format.Envelope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Writes lines as container runtimes do, whole or in parts. */
final class Wrapped {
  private Wrapped() {}

  static void write(
      byte[] line, boolean whole, Envelope envelope, Random random, ByteArrayOutputStream out)
      throws IOException {
    if (envelope == Envelope.NONE || (!whole && random.nextInt(15) == 0)) {
      out.write(line);
      out.write((random.nextInt(10) == 0 ? "\r\n" : "\n").getBytes(StandardCharsets.UTF_8));
      return;
    }
    int at = 0;
    while (!whole && random.nextInt(4) == 0 && at + 2 < line.length) {
      int end = at + 1 + random.nextInt(line.length - at - 1);
      part(Arrays.copyOfRange(line, at, end), true, envelope, out);
      at = end;
    }
    part(Arrays.copyOfRange(line, at, line.length), false, envelope, out);
  }

  private static void part(
      byte[] text, boolean goesOn, Envelope envelope, ByteArrayOutputStream out)
      throws IOException {
    if (envelope == Envelope.CRI) {
      out.write("2024-01-15T15:47:23.120000000Z stdout ".getBytes(StandardCharsets.UTF_8));
      out.write(goesOn ? 'P' : 'F');
      out.write(' ');
      out.write(text);
      out.write('\n');
      return;
    }
    StringBuilder log = new StringBuilder();
    for (char c : new String(text, StandardCharsets.UTF_8).toCharArray()) {
      switch (c) {
        case '"', '\\' -> log.append('\\').append(c);
        case '\n' -> log.append("\\n");
        case '\r' -> log.append("\\r");
        case '\t' -> log.append("\\t");
        case '<', '>', '&' -> log.append("\\u%04x".formatted((int) c));
        default -> log.append(c < ' ' ? "\\u%04x".formatted((int) c) : c);
      }
    }
    String line =
        "{\"log\":\"%s%s\",\"stream\":\"stdout\",\"time\":\"2024-01-15T15:47:23.12Z\"}%n"
            .formatted(log, goesOn ? "" : "\\n");
    out.write(line.getBytes(StandardCharsets.UTF_8));
  }
}

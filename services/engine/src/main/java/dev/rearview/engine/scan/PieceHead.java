package dev.rearview.engine.scan;

import dev.rearview.engine.encoding.InflationException;
import dev.rearview.engine.format.Envelope;
import dev.rearview.engine.format.EventTime;
import dev.rearview.engine.format.Formats;
import dev.rearview.engine.format.LogFormat;
import dev.rearview.engine.format.TimeContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the first lines of a piece say about it.
 *
 * @param id identity within its stream: the restart, and a hash of the first line, which stay the
 *     same when the file is renamed or compressed. Two pieces of one stream that begin with the
 *     same line cannot be told apart; runtimes and loggers begin lines with the time
 * @param first when the runtime wrote the first line; null without an envelope
 */
record PieceHead(String id, Envelope envelope, LogFormat format, @Nullable EventTime first) {
  private static final int MAX_SAMPLE = 64 * 1024;
  private static final int MAX_FIRST_LINE = 1_024;

  /** Null where the piece has no whole line yet. */
  static @Nullable PieceHead read(
      ScanRoot root, Piece piece, ReadSettings settings, TimeContext times, boolean growing)
      throws IOException {
    List<String> lines = new ArrayList<>();
    try (PieceBytes bytes = SafeFiles.bytes(root, piece, settings.limits())) {
      boolean alsoUnterminated = !growing || !bytes.mayGrow();
      LineCursor cursor = new LineCursor(new ByteWindow(bytes, 0), MAX_SAMPLE, 0, () -> {});
      while (cursor.end() < MAX_SAMPLE
          && lines.size() < Formats.SAMPLE_LINES
          && cursor.next(alsoUnterminated)) {
        lines.add(
            new String(
                cursor.bytes(),
                cursor.from(),
                cursor.to() - cursor.from(),
                StandardCharsets.UTF_8));
      }
    } catch (InflationException e) {
      if (lines.isEmpty()) {
        throw e;
      }
    }
    return lines.isEmpty() ? null : of(piece.restart(), lines, settings.formats(), times);
  }

  private static PieceHead of(int restart, List<String> lines, Formats formats, TimeContext times) {
    Envelope envelope = Envelope.of(lines.getFirst());
    Envelope.Content first = envelope.open(lines.getFirst());
    List<String> inner = new ArrayList<>(lines.size());
    for (String line : lines) {
      Envelope.Content content = envelope.open(line);
      inner.add(content == null ? line : content.text());
    }
    return new PieceHead(
        restart + "-" + hash(lines.getFirst()),
        envelope,
        formats.detect(inner, times),
        first == null ? null : first.time());
  }

  private static String hash(String firstLine) {
    byte[] bytes = firstLine.getBytes(StandardCharsets.UTF_8);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, Math.min(bytes.length, MAX_FIRST_LINE));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

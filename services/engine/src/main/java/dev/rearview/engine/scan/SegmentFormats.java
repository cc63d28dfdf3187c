package dev.rearview.engine.scan;

import dev.rearview.engine.format.Continuation;
import dev.rearview.engine.format.Envelope;
import dev.rearview.engine.format.Formats;
import dev.rearview.engine.format.LogFormat;
import dev.rearview.engine.format.RawFormat;
import dev.rearview.engine.format.TimeContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The format that is taken for granted in each segment of a piece: that of its head, unless the
 * lines before the segment show that the file has gone over to another. It depends on those lines
 * only, so that each segment can be read alone. Safe for use by several threads.
 */
final class SegmentFormats {
  static final long SEGMENT_BYTES = 4L << 20;

  private static final int SAMPLE_BYTES = 64 * 1024;

  /** So many lines of the head's format in a sample are enough. */
  private static final int ENOUGH = 4;

  /** Lines of a sample, the last ones, of which that many must be of the head's format. */
  private static final int LOOKED_AT = 20;

  /** Formats that are remembered; beyond, a segment's is found out anew. */
  private static final int REMEMBERED = 1 << 14;

  private final PieceHead head;
  private final Formats formats;
  private final TimeContext times;
  private final AtomicReferenceArray<@Nullable LogFormat> known =
      new AtomicReferenceArray<>(REMEMBERED);

  SegmentFormats(PieceHead head, Formats formats, TimeContext times) {
    this.head = head;
    this.formats = formats;
    this.times = times;
  }

  /**
   * The offset from which a piece's bytes are to stay at hand where reading is at an offset and
   * cannot go back; the highest where none need to.
   */
  static long heldFrom(long offset) {
    long from = (offset / SEGMENT_BYTES + 1) * SEGMENT_BYTES - SAMPLE_BYTES;
    return offset >= from ? from : Long.MAX_VALUE;
  }

  /**
   * The format of an offset's segment.
   *
   * @param bytes of the piece, in case it must be found out
   * @param window may hold them already; null where there is none
   */
  LogFormat of(long offset, PieceBytes bytes, @Nullable ByteWindow window) throws IOException {
    int segment = (int) (offset / SEGMENT_BYTES);
    if (segment == 0) {
      return head.format();
    }
    int place = segment % REMEMBERED;
    LogFormat format = segment < REMEMBERED ? known.get(place) : null;
    if (format == null) {
      format = detect(sample(segment * SEGMENT_BYTES, bytes, window));
      if (segment < REMEMBERED) {
        known.set(place, format);
      }
    }
    return format;
  }

  /** The lines wholly within the bytes before a segment's start. */
  private List<String> sample(long start, PieceBytes bytes, @Nullable ByteWindow window)
      throws IOException {
    long from = start - SAMPLE_BYTES;
    byte[] sample = new byte[SAMPLE_BYTES];
    int length = 0;
    if (window != null && window.base() <= from && window.endOffset() >= start) {
      System.arraycopy(window.bytes(), window.index(from), sample, 0, SAMPLE_BYTES);
      length = SAMPLE_BYTES;
    } else if (bytes.isSeekable()) {
      int read = 1;
      while (length < SAMPLE_BYTES && read > 0) {
        read = bytes.read(from + length, sample, length, SAMPLE_BYTES - length);
        length += Math.max(0, read);
      }
    }
    return lines(sample, length);
  }

  private List<String> lines(byte[] sample, int length) {
    List<String> lines = new ArrayList<>();
    Unwrapped inner = new Unwrapped();
    int start = -1;
    for (int i = 0; i < length; i++) {
      if (sample[i] != '\n') {
        continue;
      }
      if (start >= 0) {
        int end = i > start && sample[i - 1] == '\r' ? i - 1 : i;
        inner.open(head.envelope(), sample, start, end);
        if (!Continuation.isFrame(inner.bytes, inner.from, inner.to)) {
          lines.add(
              new String(inner.bytes, inner.from, inner.to - inner.from, StandardCharsets.UTF_8));
        }
      }
      start = i + 1;
    }
    return lines;
  }

  private LogFormat detect(List<String> lines) {
    LogFormat format = head.format();
    int found = 0;
    for (int i = lines.size() - 1; i >= 0 && i >= lines.size() - LOOKED_AT; i--) {
      String line = lines.get(i);
      if (format != RawFormat.INSTANCE && format.mayStart(line) && format.starts(line, times)) {
        found++;
        if (found >= ENOUGH) {
          return format;
        }
      }
    }
    if (lines.size() < LOOKED_AT && head.envelope() == Envelope.NONE && found > 0) {
      return format;
    }
    int most = Formats.SAMPLE_LINES;
    LogFormat other =
        formats.detect(lines.subList(Math.max(0, lines.size() - most), lines.size()), times);
    return other == RawFormat.INSTANCE ? format : other;
  }
}

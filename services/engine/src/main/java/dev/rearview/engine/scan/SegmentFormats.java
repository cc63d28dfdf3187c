package dev.rearview.engine.scan;

import dev.rearview.engine.format.Continuation;
import dev.rearview.engine.format.Formats;
import dev.rearview.engine.format.LogFormat;
import dev.rearview.engine.format.RawFormat;
import dev.rearview.engine.format.SureStart;
import dev.rearview.engine.format.TimeContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The format that is taken for granted in each segment of a piece: that of its head, unless the
 * lines before the segment show that the file has gone over to another. It depends on those lines
 * only, so that each segment can be read alone. Safe for use by several threads.
 */
final class SegmentFormats {
  static final long SEGMENT_BYTES = 8L << 20;

  private static final int SAMPLE_BYTES = 32 * 1024;

  /** Of it, what is looked at first. */
  private static final int NEAR_BYTES = 2 * 1024;

  /** So many lines of the head's format in a sample are enough. */
  private static final int ENOUGH = 4;

  /** Lines of a sample, the last ones, of which that many must be of the head's format. */
  private static final int LOOKED_AT = 20;

  /** Formats that are remembered; beyond, a segment's is found out anew. */
  private static final int REMEMBERED = 1 << 14;

  private final PieceHead head;
  private final Formats formats;
  private final TimeContext times;
  private final Map<Integer, LogFormat> known = new ConcurrentHashMap<>();

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

  /** Where the segment of an offset ends. */
  static long endOf(long offset) {
    return (offset / SEGMENT_BYTES + 1) * SEGMENT_BYTES;
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
    LogFormat format = known.get(segment);
    if (format == null) {
      format = detect(segment * SEGMENT_BYTES, bytes, window);
      if (segment < REMEMBERED) {
        known.put(segment, format);
      }
    }
    return format;
  }

  /** By the last lines before a segment; those that are nearest tell it, as a rule. */
  private LogFormat detect(long start, PieceBytes bytes, @Nullable ByteWindow window)
      throws IOException {
    LogFormat format = detect(sample(start, NEAR_BYTES, bytes, window), false);
    return format == null
        ? Objects.requireNonNull(detect(sample(start, SAMPLE_BYTES, bytes, window), true))
        : format;
  }

  private static byte[] sample(
      long start, int wanted, PieceBytes bytes, @Nullable ByteWindow window) throws IOException {
    long from = start - wanted;
    byte[] sample = new byte[wanted];
    if (window != null && window.base() <= from && window.endOffset() >= start) {
      System.arraycopy(window.bytes(), window.index(from), sample, 0, wanted);
      return sample;
    }
    int length = 0;
    int read = bytes.isSeekable() ? 1 : 0;
    while (length < wanted && read > 0) {
      read = bytes.read(from + length, sample, length, wanted - length);
      length += Math.max(0, read);
    }
    return length == wanted ? sample : new byte[0];
  }

  /** Null where the sample is not all that may be looked at, and does not tell it. */
  private @Nullable LogFormat detect(byte[] sample, boolean isAll) {
    LogFormat format = head.format();
    SureStart sure = SureStart.of(format);
    List<String> lines = new ArrayList<>();
    Unwrapped inner = new Unwrapped();
    int found = 0;
    int end = lastNewline(sample, sample.length);
    while (end > 0 && lines.size() < Formats.SAMPLE_LINES) {
      int newline = lastNewline(sample, end);
      if (newline < 0) {
        break;
      }
      String line = line(sample, newline + 1, end, inner);
      if (line != null) {
        lines.addFirst(line);
        boolean isOf =
            lines.size() <= LOOKED_AT
                && ((sure != null && sure.time(inner.bytes, inner.from, inner.to, times) != null)
                    || isOf(format, line));
        if (isOf) {
          found++;
          if (found >= ENOUGH) {
            return format;
          }
        }
      }
      end = newline;
    }
    if (!isAll) {
      return null;
    }
    if (lines.size() < LOOKED_AT && found > 0) {
      return format;
    }
    LogFormat other = formats.detect(lines, times);
    return other == RawFormat.INSTANCE ? format : other;
  }

  private boolean isOf(LogFormat format, String line) {
    return format != RawFormat.INSTANCE && format.mayStart(line) && format.starts(line, times);
  }

  /** The text of a line, out of its envelope; null where it goes on with another. */
  private @Nullable String line(byte[] sample, int start, int newline, Unwrapped inner) {
    int end = newline > start && sample[newline - 1] == '\r' ? newline - 1 : newline;
    inner.open(head.envelope(), sample, start, end);
    return Continuation.isFrame(inner.bytes, inner.from, inner.to)
        ? null
        : new String(inner.bytes, inner.from, inner.to - inner.from, StandardCharsets.UTF_8);
  }

  /** The last newline before an index; -1 where there is none. */
  private static int lastNewline(byte[] sample, int before) {
    int at = before - 1;
    while (at >= 0 && sample[at] != '\n') {
      at--;
    }
    return at;
  }
}

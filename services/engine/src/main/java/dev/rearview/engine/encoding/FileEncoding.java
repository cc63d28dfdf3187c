package dev.rearview.engine.encoding;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;

/**
 * How the bytes of a file become text in UTF-8, told by its first bytes. Positions in a file are
 * offsets into that text: for a plain file its own bytes, else what comes out of {@link #open}.
 */
public final class FileEncoding {
  /** As many bytes as are needed to tell. */
  public static final int HEAD_BYTES = 10;

  /** Text as it lies in the file. */
  public static final FileEncoding PLAIN = new FileEncoding(Compression.NONE, TextEncoding.UTF_8);

  private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final Compression compression;
  private final TextEncoding text;

  private FileEncoding(Compression compression, TextEncoding text) {
    this.compression = compression;
    this.text = text;
  }

  /**
   * @param head the first bytes of the file, fewer than {@link #HEAD_BYTES} where it has no more
   * @param length how many of them there are
   */
  public static FileEncoding of(byte[] head, int length) {
    Compression compression = Compression.of(head, length);
    TextEncoding text =
        compression == Compression.NONE ? TextEncoding.of(head, length) : TextEncoding.UTF_8;
    return compression == Compression.NONE && text == TextEncoding.UTF_8
        ? PLAIN
        : new FileEncoding(compression, text);
  }

  /** Whether the file can be searched as it lies, from any offset. */
  public boolean isPlain() {
    return this == PLAIN;
  }

  public boolean isCompressed() {
    return compression != Compression.NONE;
  }

  /** Length of the byte order mark that text in UTF-8 begins with; it is no part of any line. */
  public static int markLength(byte[] text, int from, int to) {
    int end = from + UTF_8_MARK.length;
    return end <= to && Arrays.equals(text, from, end, UTF_8_MARK, 0, UTF_8_MARK.length)
        ? UTF_8_MARK.length
        : 0;
  }

  /**
   * The text, without the mark of UTF-16. Where the file ends the stream does, too; where it has
   * grown by a later call the stream goes on, unless it is compressed.
   *
   * @param file at its first byte; closed with what is returned
   * @throws InflationException by its reads, once all was given that could be inflated
   */
  public InputStream open(InputStream file, InflationLimits limits) throws IOException {
    if (compression == Compression.NONE) {
      return decoded(file, text);
    }
    InputStream inflated = compression.open(file, limits);
    byte[] head = new byte[2];
    PushbackInputStream whole = new PushbackInputStream(inflated, head.length);
    int length = 0;
    try {
      length = inflated.readNBytes(head, 0, head.length);
    } catch (InflationException e) {
      // comes again at the first read
    }
    whole.unread(head, 0, length);
    return decoded(whole, TextEncoding.of(head, length));
  }

  private static InputStream decoded(InputStream bytes, TextEncoding text) {
    return text == TextEncoding.UTF_8
        ? bytes
        : new Utf16Stream(bytes, text == TextEncoding.UTF_16_BE);
  }
}

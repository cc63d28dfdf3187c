package dev.rearview.engine.encoding;

import java.io.InputStream;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** What a file is compressed with. */
public enum Compression {
  NONE(""),
  /** RFC 1952, of one or several members. */
  GZIP(".gz"),
  /** RFC 8878, of one or several frames, also skippable ones. */
  ZSTD(".zst"),
  /** Of one or several streams. */
  BZIP2(".bz2"),
  /** Of one or several streams. */
  XZ(".xz");

  /** The library's decoder decodes as much as it is asked for, and loses it at damage. */
  private static final int XZ_CHUNK = 4 * 1024;

  private static final int BITS_PER_KIBI = 10;

  private final String suffix;

  Compression(String suffix) {
    this.suffix = suffix;
  }

  /** By the first bytes of a file, of which {@link FileEncoding#HEAD_BYTES} are enough. */
  static Compression of(byte[] head, int length) {
    if (begins(head, length, 0x1F, 0x8B, 8)) {
      return GZIP;
    }
    if (begins(head, length, 0x28, 0xB5, 0x2F, 0xFD)
        || (length >= 4 && (head[0] & 0xF0) == 0x50 && at(head, 1, 0x2A, 0x4D, 0x18))) {
      return ZSTD;
    }
    if (begins(head, length, 0xFD, '7', 'z', 'X', 'Z', 0)) {
      return XZ;
    }
    // The level, then a block or the end of an empty stream.
    if (length >= 10
        && begins(head, length, 'B', 'Z', 'h')
        && head[3] >= '1'
        && head[3] <= '9'
        && (at(head, 4, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59)
            || at(head, 4, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90))) {
      return BZIP2;
    }
    return NONE;
  }

  private static boolean begins(byte[] head, int length, int... magic) {
    return length >= magic.length && at(head, 0, magic);
  }

  private static boolean at(byte[] head, int from, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if ((head[from + i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The compression that a name speaks of. What the file really is, its bytes say.
   *
   * @return null where it speaks of none
   */
  public static @Nullable Compression ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Compression compression : values()) {
      if (compression != NONE && lower.endsWith(compression.suffix)) {
        return compression;
      }
    }
    return null;
  }

  /** The name without the suffix of a compression, where it has one. */
  public static String bareName(String name) {
    Compression compression = ofName(name);
    return compression == null
        ? name
        : name.substring(0, name.length() - compression.suffix.length());
  }

  /** The uncompressed bytes of a file that is read from its beginning. */
  InputStream open(InputStream file, InflationLimits limits) {
    if (this == NONE) {
      return file;
    }
    CompressedInput in = new CompressedInput(file);
    return new InflatedStream(in, codec(in, limits), limits);
  }

  private InputStream codec(CompressedInput in, InflationLimits limits) {
    return switch (this) {
      case NONE -> in;
      case GZIP -> new GzipStream(in);
      case ZSTD -> new ZstdStream(in, limits.maxWindowBytes());
      case BZIP2 -> new ChunkedCodec(() -> new BZip2CompressorInputStream(in, true), 1);
      case XZ ->
          new ChunkedCodec(
              () -> new XZInputStream(in, xzMemoryKibi(limits.maxWindowBytes())), XZ_CHUNK);
    };
  }

  /** What decoding takes beside the dictionary is little; the library counts it in. */
  private static int xzMemoryKibi(int maxWindowBytes) {
    return (maxWindowBytes >> BITS_PER_KIBI) + 1_024;
  }
}

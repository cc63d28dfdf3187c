package dev.rearview.engine.encoding;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Inflates Zstandard (RFC 8878): its frames one after the other, skippable ones passed over. Block
 * by block, so that all blocks before damage or a cut are given; the window grows with what is in
 * it, up to what the frame asks for. Written here because no library for Java decodes a stream in
 * bounded memory with neither native code nor {@code Unsafe}.
 */
final class ZstdStream extends InputStream {
  private static final int MAGIC = 0xFD2FB528;
  private static final int SKIPPABLE = 0x184D2A50;
  private static final int MIN_BUFFER = 256 * 1024;
  private static final int MAX_SLACK = 2 << 20;
  private static final int ROOM = ZstdBlock.MAX + ZstdBits.PADDING;

  private static final int RAW = 0;
  private static final int REPEATED = 1;
  private static final int COMPRESSED = 2;

  private final CompressedInput in;
  private final int maxWindow;
  private final ZstdBlock decoder = new ZstdBlock();
  private final XxHash64 sum = new XxHash64();
  private final byte[] block = new byte[ZstdBlock.MAX + 2 * ZstdBits.PADDING];
  private byte[] window = new byte[0];
  private int given;
  private int end;
  private boolean inFrame;
  private boolean lastBlock;
  private int windowSize;
  private boolean hasSum;
  private long contentSize;
  private long decoded;

  /** At the first byte of the file. */
  ZstdStream(CompressedInput in, int maxWindow) {
    this.in = in;
    this.maxWindow = maxWindow;
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("is read in chunks");
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (given == end) {
      if (!inFrame) {
        if (!nextFrame()) {
          return -1;
        }
      } else if (lastBlock) {
        endFrame();
      } else {
        nextBlock();
      }
    }
    int count = Math.min(length, end - given);
    System.arraycopy(window, given, into, offset, count);
    given += count;
    return count;
  }

  /** False at the end of the file. */
  private boolean nextFrame() throws IOException {
    int first = in.read();
    if (first < 0) {
      return false;
    }
    int magic = first | in.next() << 8 | in.next() << 16 | in.next() << 24;
    if ((magic & ~15) == SKIPPABLE) {
      for (long left = Integer.toUnsignedLong(in.nextInt()); left > 0; left--) {
        in.next();
      }
      return true;
    }
    if (magic != MAGIC) {
      throw InflationException.damaged("a part of it begins with what is no Zstandard");
    }
    frameHeader();
    return true;
  }

  private void frameHeader() throws IOException {
    int descriptor = in.next();
    boolean single = (descriptor & 0x20) != 0;
    hasSum = (descriptor & 4) != 0;
    if ((descriptor & 8) != 0) {
      throw InflationException.damaged("a frame's header does not fit together");
    }
    long wanted = single ? 0 : windowSize(in.next());
    int dictionaryBytes = (1 << (descriptor & 3)) >> 1;
    if (number(dictionaryBytes) != 0) {
      throw InflationException.refused("it needs a dictionary to be inflated");
    }
    int size = descriptor >> 6;
    int sizeBytes = size == 0 ? (single ? 1 : 0) : 1 << size;
    contentSize = sizeBytes == 0 ? -1 : number(sizeBytes) + (sizeBytes == 2 ? 256 : 0);
    wanted = single ? contentSize : wanted;
    if (wanted < 0 || wanted > maxWindow) {
      throw InflationException.refused(
          "it needs a window of %s bytes to be inflated, and %,d are allowed"
              .formatted(Long.toUnsignedString(wanted), maxWindow));
    }
    windowSize = (int) wanted;
    decoder.reset();
    sum.reset();
    decoded = 0;
    given = 0;
    end = 0;
    inFrame = true;
    lastBlock = false;
  }

  private static long windowSize(int descriptor) {
    long base = 1L << (10 + (descriptor >> 3));
    return base + base / 8 * (descriptor & 7);
  }

  private long number(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) in.next() << (8 * i);
    }
    return value;
  }

  private void nextBlock() throws IOException {
    int header = (int) number(3);
    int size = header >> 3;
    if (size > ZstdBlock.MAX) {
      throw InflationException.damaged("a block is too large");
    }
    makeRoom();
    int from = end;
    switch (header >> 1 & 3) {
      case RAW -> {
        in.next(window, end, size);
        end += size;
      }
      case REPEATED -> {
        Arrays.fill(window, end, end + size, (byte) in.next());
        end += size;
      }
      case COMPRESSED -> {
        in.next(block, ZstdBits.PADDING, size);
        end = decoder.decode(block, ZstdBits.PADDING, ZstdBits.PADDING + size, window, end);
      }
      default -> throw InflationException.damaged("a block is of no kind that there is");
    }
    lastBlock = (header & 1) != 0;
    decoded += end - from;
    if (hasSum) {
      sum.update(window, from, end);
    }
  }

  /** Moves what matches may reach to the front, into a larger array where there is more of it. */
  private void makeRoom() {
    if (window.length - end >= ROOM) {
      return;
    }
    int keep = Math.min(windowSize, end);
    long most = (long) windowSize + Math.min(windowSize, MAX_SLACK) + ROOM;
    long wanted = Math.min(most, Math.max(MIN_BUFFER, 2L * keep + ROOM));
    byte[] target = wanted > window.length ? new byte[(int) Math.max(wanted, ROOM)] : window;
    System.arraycopy(window, end - keep, target, 0, keep);
    window = target;
    given = keep;
    end = keep;
  }

  private void endFrame() throws IOException {
    inFrame = false;
    if (contentSize >= 0 && contentSize != decoded) {
      throw InflationException.damaged("a frame's length does not fit");
    }
    if (hasSum && in.nextInt() != (int) sum.value()) {
      throw InflationException.damaged("a frame's checksum does not fit");
    }
  }
}

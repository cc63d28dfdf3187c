package dev.rearview.engine.encoding;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Inflates gzip (RFC 1952): its members one after the other, each checked against its sum and
 * length. What follows the last member and is none is passed over, as gzip does; a member whose
 * beginning was damaged is told from that by its first bytes.
 */
final class GzipStream extends InputStream {
  private static final int[] MAGIC = {0x1F, 0x8B, 8};
  private static final int HEADER_SUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xE0;

  private final CompressedInput in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 sum = new CRC32();
  private boolean inMember;
  private boolean ended;
  private @Nullable InflationException failure;

  /** At the first byte of the file. */
  GzipStream(CompressedInput in) {
    this.in = in;
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("is read in chunks");
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    while (!ended) {
      if (!inMember && !nextMember()) {
        ended = true;
        break;
      }
      int count = inflate(into, offset, length);
      if (count > 0) {
        sum.update(into, offset, count);
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsDictionary()) {
        throw InflationException.damaged("its compressed bytes do not fit together");
      }
    }
    return -1;
  }

  private int inflate(byte[] into, int offset, int length) throws IOException {
    if (inflater.needsInput() && !inflater.finished()) {
      if (!in.fill()) {
        throw InflationException.cut();
      }
      inflater.setInput(in.buffer, in.position, in.limit - in.position);
    }
    long before = inflater.getBytesWritten();
    try {
      int count = inflater.inflate(into, offset, length);
      in.position = in.limit - inflater.getRemaining();
      return count;
    } catch (DataFormatException e) {
      failure = InflationException.damaged("its compressed bytes do not fit together");
      int count = (int) (inflater.getBytesWritten() - before);
      if (count == 0) {
        throw failure;
      }
      return count;
    }
  }

  /** False where the file ends, or goes on with zeros, with which tapes and disks fill blocks. */
  private boolean nextMember() throws IOException {
    int alike = 0;
    int zeros = 0;
    for (int i = 0; i < MAGIC.length; i++) {
      int next = in.read();
      if (next < 0 && i == 0) {
        return false;
      }
      alike += next == MAGIC[i] ? 1 : 0;
      zeros += next <= 0 ? 1 : 0;
    }
    if (zeros == MAGIC.length) {
      return false;
    }
    if (alike < MAGIC.length) {
      throw InflationException.damaged("a part of it begins with what is no gzip");
    }
    skipHeader();
    inflater.reset();
    sum.reset();
    inMember = true;
    return true;
  }

  private void skipHeader() throws IOException {
    int flags = in.next();
    if ((flags & RESERVED) != 0) {
      throw InflationException.damaged("a part of it begins with what is no gzip");
    }
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(in.next() | in.next() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_SUM) != 0) {
      skip(2);
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      in.next();
    }
  }

  private void skipText() throws IOException {
    int next = in.next();
    while (next != 0) {
      next = in.next();
    }
  }

  private void endMember() throws IOException {
    inMember = false;
    int expectedSum = in.nextInt();
    int expectedLength = in.nextInt();
    if (expectedSum != (int) sum.getValue() || expectedLength != (int) inflater.getBytesWritten()) {
      throw InflationException.damaged("its checksum or length does not fit");
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}

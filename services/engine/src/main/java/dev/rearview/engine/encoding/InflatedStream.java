package dev.rearview.engine.encoding;

import dev.rearview.engine.encoding.InflationException.Reason;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.UnsupportedOptionsException;

/**
 * A file's uncompressed bytes, within the bounds. All that could be inflated is given before an
 * {@link InflationException} says why there is no more.
 */
final class InflatedStream extends InputStream {
  private final CompressedInput input;
  private final InputStream codec;
  private final InflationLimits limits;
  private long given;
  private @Nullable InflationException ended;

  /**
   * @param codec reads from the input; where it fails it has given what it could before
   */
  InflatedStream(CompressedInput input, InputStream codec, InflationLimits limits) {
    this.input = input;
    this.codec = codec;
    this.limits = limits;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (ended != null) {
      throw ended;
    }
    int read;
    try {
      read = codec.read(into, offset, length);
    } catch (IOException | RuntimeException e) {
      if (input.failure() != null) {
        throw input.failure();
      }
      ended = explain(e).after(given);
      throw ended;
    }
    return read <= 0 ? read : within(read);
  }

  /** How many of these bytes are within the bounds. */
  private int within(int read) throws InflationException {
    long allowed = limits.allowedAfter(input.consumed());
    if (given + read <= allowed) {
      given += read;
      return read;
    }
    int count = (int) Math.max(0, allowed - given);
    given += count;
    String most =
        allowed == limits.maxBytes()
            ? "the most that a compressed file may hold"
            : "more than %,d times its size so far".formatted(limits.maxRatio());
    ended =
        new InflationException(Reason.BOUND, "was read up to %,d bytes, %s".formatted(given, most));
    if (count == 0) {
      throw ended;
    }
    return count;
  }

  private InflationException explain(Exception e) {
    return switch (e) {
      case InflationException known -> known;
      case MemoryLimitException memory ->
          InflationException.refused(
              "it needs %,d KiB of memory to be inflated, and %,d are allowed"
                  .formatted(memory.getMemoryNeeded(), memory.getMemoryLimit()));
      case UnsupportedOptionsException unsupported ->
          InflationException.refused("it uses what this reader does not know");
      default ->
          input.hasEnded()
              ? InflationException.cut()
              : InflationException.damaged("its compressed bytes do not fit together");
    };
  }

  @Override
  public void close() throws IOException {
    try {
      codec.close();
    } finally {
      input.close();
    }
  }
}
